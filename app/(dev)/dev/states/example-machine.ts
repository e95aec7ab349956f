import type { MediaSource } from '@/domain/live-lesson/vocabulary'
import type { DeviceProblem } from '@/lesson-client/local-media/devices'

import type { ExampleMember } from './example-lesson'
import { isPicture } from './snapshot-of'

const WIDTH_PX = 640
const HEIGHT_PX = 360
const DRAW_EVERY_MS = 500
const COLOURS = ['#0b4f4a', '#1f5fa8', '#2f6b3a', '#a8202a', '#46535f']

/** The browser's rejection for each problem of a device; `insecure` pages have no devices API at all. */
const REJECTIONS: Readonly<Record<Exclude<DeviceProblem, 'insecure'>, string>> = {
  denied: 'NotAllowedError',
  missing: 'NotFoundError',
  busy: 'NotReadableError',
}

/**
 * The devices of a page: a drawn camera and a silent microphone, or the reason why there is none. It replaces the
 * browser's API, so that the product opens devices and fails as it does anywhere else.
 */
export function installMachine(problem: DeviceProblem | undefined): void {
  const give = async ({ video }: MediaStreamConstraints = {}): Promise<MediaStream> => {
    if (problem !== undefined && problem !== 'insecure') throw new DOMException(problem, REJECTIONS[problem])
    return new MediaStream([video ? drawTrack('Kamera', 0) : silentTrack()])
  }
  const devices = {
    getUserMedia: give,
    getDisplayMedia: give,
    enumerateDevices: async () => [],
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }
  const value = problem === 'insecure' ? undefined : devices
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value })
}

/** A member's drawn or silent media; the same for as long as the page is open. */
export function trackOf(sender: ExampleMember, source: MediaSource): MediaStreamTrack {
  const key = `${sender.memberId}-${source}`
  const track = TRACKS.get(key)
  // A track that a page has stopped cannot be used again.
  if (track?.readyState === 'live') return track
  const made = isPicture(source) ? drawTrack(sender.displayName, sender.memberId.charCodeAt(1), source) : silentTrack()
  TRACKS.set(key, made)
  return made
}
const TRACKS = new Map<string, MediaStreamTrack>()

/** Head and shoulders on a coloured background, with the name; a shared screen is lines of text. */
function drawTrack(name: string, seed: number, source: MediaSource = 'camera'): MediaStreamTrack {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH_PX
  canvas.height = HEIGHT_PX
  const draw = () =>
    paint(canvas, { name, colour: COLOURS[seed % COLOURS.length] ?? 'black', isScreen: source !== 'camera' })
  draw()
  const [track] = canvas.captureStream().getVideoTracks()
  if (!track) throw new Error('a canvas gives one picture track')
  const timer = setInterval(() => (track.readyState === 'live' ? draw() : clearInterval(timer)), DRAW_EVERY_MS)
  return track
}

type Painted = { name: string; colour: string; isScreen: boolean }

function paint(canvas: HTMLCanvasElement, { name, colour, isScreen }: Painted): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = isScreen ? '#ffffff' : colour
  context.fillRect(0, 0, WIDTH_PX, HEIGHT_PX)
  context.fillStyle = isScreen ? '#14202b' : '#faf8f4'
  if (isScreen) {
    for (let line = 0; line < 8; line += 1) context.fillRect(40, 40 + line * 36, 520 - (line % 3) * 120, 12)
  } else {
    context.beginPath()
    context.arc(WIDTH_PX / 2, 130, 70, 0, Math.PI * 2)
    context.fill()
    context.beginPath()
    context.ellipse(WIDTH_PX / 2, HEIGHT_PX, 150, 140, 0, Math.PI, Math.PI * 2)
    context.fill()
  }
  context.fillStyle = isScreen ? '#14202b' : colour
  context.font = '28px sans-serif'
  context.textAlign = 'center'
  context.fillText(name, WIDTH_PX / 2, HEIGHT_PX - 40, 260)
}

function silentTrack(): MediaStreamTrack {
  silence ??= new AudioContext()
  const [track] = silence.createMediaStreamDestination().stream.getAudioTracks()
  if (!track) throw new Error('an audio context gives one sound track')
  return track
}
let silence: AudioContext | undefined
