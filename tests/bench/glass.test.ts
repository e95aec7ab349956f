import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { VOICE_OPTIONS } from '@/protocol/media-profile'
import { chooseMode, openCockpit, openLink } from '@/tests/support/people'
import { startSystem, type System } from '@/tests/support/system'

import { expectKept, keepFigure, keepTable, percentile, repeat, type Figure } from './figures'

const WATCH_MS = 15_000
/** Blocks of the clock in the picture: bits of a time in ms, and one that marks them as complete. */
const BITS = 14
const COLUMNS = 5
const SIZE = { width: 320, height: 180 }

let system: System
let hubBrowser: Browser
let homeBrowser: Browser

beforeAll(async () => {
  ;[system, hubBrowser, homeBrowser] = await Promise.all([
    startSystem(),
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: null }),
  ])
})
afterAll(async () => {
  await Promise.all([hubBrowser.close(), homeBrowser.close()])
  await system.stop()
})

/** The page's camera shows the time of this machine's clock. */
async function showClock(page: Page): Promise<void> {
  await page.addInitScript(
    ({ bits, columns, width, height }) => {
      const makeClock = () => {
        const canvas = document.createElement('canvas')
        Object.assign(canvas, { width, height })
        const context = canvas.getContext('2d')
        const rows = Math.ceil((bits + 1) / columns)
        const draw = () => {
          if (!context) return
          const time = Date.now() % 2 ** bits
          let odd = 0
          for (let bit = 0; bit <= bits; bit += 1) {
            const isSet = bit < bits ? (time >> bit) & 1 : odd & 1
            odd += isSet
            context.fillStyle = isSet ? '#fff' : '#000'
            const x = (bit % columns) * (width / columns)
            const y = Math.floor(bit / columns) * (height / rows)
            context.fillRect(x, y, width / columns, height / rows)
          }
        }
        setInterval(draw, 1_000 / 25)
        draw()
        return canvas.captureStream(25).getVideoTracks()
      }
      const devices = navigator.mediaDevices
      const original = devices.getUserMedia.bind(devices)
      devices.getUserMedia = async (wanted) => {
        const stream = await original(wanted)
        if (!wanted?.video) return stream
        return new MediaStream([...stream.getAudioTracks(), ...makeClock()])
      }
      Object.assign(window, { makeClock })
    },
    { bits: BITS, columns: COLUMNS, ...SIZE },
  )
}

/** Ages of a video's frames at the moment when they are shown, in ms. */
function readAges(page: Page, selector: string, ms: number): Promise<number[]> {
  return page.evaluate(
    async ({ wanted, bits, columns, forMs }) => {
      const video = document.querySelector<HTMLVideoElement>(wanted)
      if (!video) return []
      const canvas = new OffscreenCanvas(160, 90)
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const rows = Math.ceil((bits + 1) / columns)
      const ages: number[] = []
      const endAt = performance.now() + forMs
      while (performance.now() < endAt) {
        await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
        const shownAt = Date.now() % 2 ** bits
        if (!context) return []
        context.drawImage(video, 0, 0, canvas.width, canvas.height)
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
        let time = 0
        let odd = 0
        let check = 0
        for (let bit = 0; bit <= bits; bit += 1) {
          const x = Math.floor(((bit % columns) + 0.5) * (canvas.width / columns))
          const y = Math.floor((Math.floor(bit / columns) + 0.5) * (canvas.height / rows))
          const isSet = (data[(y * canvas.width + x) * 4] ?? 0) > 120 ? 1 : 0
          if (bit === bits) check = isSet
          else {
            time |= isSet << bit
            odd += isSet
          }
        }
        const age = (shownAt - time + 2 ** bits) % 2 ** bits
        if ((odd & 1) === check && age < 4_000) ages.push(age)
      }
      return ages
    },
    { wanted: selector, bits: BITS, columns: COLUMNS, forMs: ms },
  )
}

/** The same picture, with audio like ours, from one connection to another in one page, without a server. */
async function showDirectly(page: Page): Promise<void> {
  await page.evaluate(async (frameMs) => {
    const { makeClock } = window as unknown as { makeClock: () => MediaStreamTrack[] }
    const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()]
    from.onicecandidate = ({ candidate }) => candidate && void to.addIceCandidate(candidate)
    to.onicecandidate = ({ candidate }) => candidate && void from.addIceCandidate(candidate)
    const video = document.createElement('video')
    Object.assign(video, { id: 'direct', muted: true, autoplay: true })
    video.style.cssText = 'position:fixed;inset:0;width:320px;height:180px;z-index:99'
    document.body.append(video)
    to.ontrack = ({ streams }) => (video.srcObject = streams[0] ?? null)
    // With audio, as in a lesson: the picture is delayed to stay in sync with it.
    const audio = new AudioContext()
    const voice = audio.createMediaStreamDestination()
    const tone = audio.createOscillator()
    tone.connect(voice)
    tone.start()
    const stream = new MediaStream([...makeClock(), ...voice.stream.getAudioTracks()])
    for (const track of stream.getTracks()) from.addTrack(track, stream)
    const offer = await from.createOffer()
    await from.setLocalDescription(offer)
    await to.setRemoteDescription(offer)
    const answer = await to.createAnswer()
    await to.setLocalDescription(answer)
    const sdp = (answer.sdp ?? '').replace(/(a=fmtp:111 [^\r]*)/, `$1;ptime=${frameMs};usedtx=1\r\na=ptime:${frameMs}`)
    await from.setRemoteDescription({ type: 'answer', sdp })
    await video.play()
  }, VOICE_OPTIONS.opusPtime)
}

test('from a picture at the hub to the same picture at home', async () => {
  const hub = await openCockpit(hubBrowser, system)
  await showClock(hub.page)
  await hub.page.reload()
  await hub.page.locator('video[data-picture-of=self]').waitFor()
  await hub.page.locator('button[data-ready=true]').click()
  await hub.page.locator('footer').waitFor()
  const home = await openLink(homeBrowser, system.linkOf('Saba Exempel'))
  await showClock(home.page)
  await home.page.reload()
  await chooseMode(home.page, 'everything')
  await home.page.locator('button[data-ready=true]').click()
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
  await home.page.waitForTimeout(5_000)
  const rows: string[][] = []
  const shares = await repeat(async (round) => {
    const ours = await readAges(home.page, 'video[data-picture-of=communicator]', WATCH_MS)
    await showDirectly(home.page)
    await home.page.waitForTimeout(3_000)
    const direct = await readAges(home.page, '#direct', WATCH_MS)
    await home.page.evaluate(() => document.querySelector('#direct')?.remove())
    expect(ours.length).toBeGreaterThan(50)
    expect(direct.length).toBeGreaterThan(50)
    const [p50, p95] = [percentile(ours, 50), percentile(ours, 95)]
    const [direct50, direct95] = [percentile(direct, 50), percentile(direct, 95)]
    rows.push([String(round + 1), `${p50} ms`, `${p95} ms`, `${direct50} ms`, `${direct95} ms`])
    return Math.max(0, p95 - direct95)
  })
  await keepTable({
    ...{ key: 'glass', title: 'Glass to glass', rows },
    head: ['round', 'through the media server, p50', 'p95', 'from page to page without it, p50', 'p95'],
    note: 'A picture with a clock in it, read again when it is shown. Both ways in one run, one after the other, encoder and decoder included; all on this machine.',
  })
  const figure: Figure = {
    ...{ key: 'glassToGlassShareMsP95', what: 'our share of glass to glass, p95', unit: 'ms', values: shares },
    beside:
      'the same picture, with a voice in frames as long as ours, from page to page without a server, in the same run',
    promise: { atMost: 60 },
    limit:
      'the receiver’s jitter buffer and the encoders of two browsers on this machine; the worker itself adds a few ms',
  }
  await keepFigure(figure)
  expectKept(figure)
})
