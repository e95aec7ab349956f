import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { SENDERS, type Sender } from './fake-media'

const run = promisify(execFile)
const SAMPLE_RATE = 16_000
const FRAME_WIDTH = 96
const FRAME_HEIGHT = 54
const FRAMES_A_SECOND = 10
const MAX_BYTES = 200_000_000
const GRID = 3
/** Number of samples in which a tone is looked for: a quarter of a second. */
const WINDOW = 4_000

export type Recorded = {
  durationSeconds: number
  /** Share of quarter seconds in which a sender's tone stands out. */
  heard: Record<Sender, number>
  /** Numbers of the hub's frames in order, and how many frames have another sender's mark. */
  numbers: number[]
  foreign: number
  /** When the hub's picture and audio were there, in seconds of the file. */
  picturesAt: number[]
}

/** The actual contents of a recording: all audio and every frame decoded by ffmpeg. */
export async function decodeRecording(path: string): Promise<Recorded> {
  const sound = await run(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-map', '0:a', '-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le', '-'],
    {
      encoding: 'buffer',
      maxBuffer: MAX_BYTES,
    },
  )
  const pictures = await run(
    'ffmpeg',
    [
      '-v',
      'error',
      '-i',
      path,
      '-map',
      '0:v',
      '-vf',
      `fps=${FRAMES_A_SECOND},scale=${FRAME_WIDTH}:${FRAME_HEIGHT}`,
      '-pix_fmt',
      'gray',
      '-f',
      'rawvideo',
      '-',
    ],
    { encoding: 'buffer', maxBuffer: MAX_BYTES },
  )
  const samples = new Int16Array(sound.stdout.buffer, sound.stdout.byteOffset, Math.floor(sound.stdout.length / 2))
  return { durationSeconds: samples.length / SAMPLE_RATE, heard: listenTo(samples), ...look(pictures.stdout) }
}

function listenTo(samples: Int16Array): Record<Sender, number> {
  const share = (sender: Sender) => {
    let found = 0
    let windows = 0
    for (let from = 0; from + WINDOW <= samples.length; from += WINDOW) {
      const window = samples.subarray(from, from + WINDOW)
      windows += 1
      if (Math.max(...SENDERS[sender].tonesHz.map((hz) => power(window, hz))) > 0.1) found += 1
    }
    return windows === 0 ? 0 : found / windows
  }
  return { hub: share('hub'), classroom: share('classroom'), home: share('home') }
}

/** Goertzel: the share of the audio's power in one tone; 0 for near silence. */
function power(window: Int16Array, hz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE)
  let [before, last, all] = [0, 0, 0]
  for (const sample of window) {
    ;[before, last] = [last, sample + turn * last - before]
    all += sample * sample
  }
  if (all / window.length < 10_000) return 0
  return (2 * (before * before + last * last - turn * before * last)) / (window.length * all)
}

function look(bytes: Buffer): Pick<Recorded, 'numbers' | 'foreign' | 'picturesAt'> {
  const numbers: number[] = []
  const picturesAt: number[] = []
  let foreign = 0
  const size = FRAME_WIDTH * FRAME_HEIGHT
  for (let frame = 0; (frame + 1) * size <= bytes.length; frame += 1) {
    const code = readCode(bytes.subarray(frame * size, (frame + 1) * size))
    if (code >> 7 === SENDERS.hub.mark) {
      picturesAt.push(frame / FRAMES_A_SECOND)
      if (numbers.at(-1) !== (code & 127)) numbers.push(code & 127)
    } else if (code >> 7 === SENDERS.classroom.mark || code >> 7 === SENDERS.home.mark) foreign += 1
  }
  return { numbers, foreign, picturesAt }
}

function readCode(luma: Buffer): number {
  let code = 0
  for (let block = 0; block < GRID * GRID; block += 1) {
    const x = Math.floor(((block % GRID) + 0.5) * (FRAME_WIDTH / GRID))
    const y = Math.floor((Math.floor(block / GRID) + 0.5) * (FRAME_HEIGHT / GRID))
    code = (code << 1) | ((luma[y * FRAME_WIDTH + x] ?? 0) > 120 ? 1 : 0)
  }
  return code
}
