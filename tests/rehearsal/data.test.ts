import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { VIEW_MODES, type ViewMode } from '@/domain/live-lesson/vocabulary'
import { MEGABYTES_PER_HOUR } from '@/protocol/media-profile'
import { launchChromium } from '@/tests/support/chromium'
import { makePdf } from '@/tests/support/make-pdf'
import { makeRestlessPicture, makeSpeech } from '@/tests/support/make-speech'
import { beginLesson, enterFromHome, type Visit } from '@/tests/support/people'
import { startSystem, type System } from '@/tests/support/system'

/** The speech lasts eighty seconds and then repeats; the long form counts all of it, twice. */
const SPEECH_MS = 80_000
const IS_LONG = process.env.REHEARSAL === 'long'
const countMs = (mode: ViewMode) => (IS_LONG ? 2 * SPEECH_MS : SPEECH_MS / (mode === 'audio' ? 2 : 8))
const HOUR_SECONDS = 3_600
const MEGABYTE = 1_000_000
/** *Voice and slides* for three hours with forty slides. */
const BUDGET_MEGABYTES = 45
const SLIDES = 40
const LESSON_HOURS = 3
const PAGES = 8
/** TCP, IPv4 and WebSocket headers of a small frame, and the packet that acknowledges it. */
const FRAME_BYTES = 40 + 4 + 40

let system: System
let hubBrowser: Browser
let homeBrowser: Browser
let hub: Visit
let home: Visit
let wire: { bytes: number }

beforeAll(async () => {
  const [speech, picture] = await Promise.all([makeSpeech(), makeRestlessPicture()])
  ;[system, hubBrowser, homeBrowser] = await Promise.all([
    startSystem(),
    launchChromium({
      sender: null,
      more: [
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-audio-capture=${speech}`,
        `--use-file-for-fake-video-capture=${picture}`,
      ],
    }),
    launchChromium({ sender: null }),
  ])
  hub = await beginLesson(hubBrowser, system)
  home = await enterFromHome(homeBrowser, system.linkOf('Saba Exempel'), 'audio')
  wire = await countWire(home.page)
})
afterAll(async () => {
  await Promise.all([hubBrowser.close(), homeBrowser.close()])
  await system.stop()
})

/** Bytes of everything but media: pages, slides, and socket messages. */
async function countWire(page: Page): Promise<{ bytes: number }> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const counted = { bytes: 0 }
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (counted.bytes += encodedDataLength))
  for (const event of ['Network.webSocketFrameReceived', 'Network.webSocketFrameSent'] as const) {
    session.on(event, ({ response }) => (counted.bytes += response.payloadData.length + FRAME_BYTES))
  }
  await session.send('Network.enable')
  return counted
}

async function choose(mode: ViewMode): Promise<void> {
  await home.page.locator('button[data-control=list]').click()
  await home.page.locator('dialog button[data-open=amount]').click()
  await home.page.locator(`dialog button[data-choose=${mode}]`).click()
  await home.page.locator('dialog [data-control=close]').click()
  await home.page.waitForTimeout(4_000)
}

/** Media bytes so far, with their headers, as the page's own meter counts them. */
async function readMeter(): Promise<number> {
  await home.page.locator('button[data-control=list]').click()
  const bytes = Number(await home.page.locator('dialog [data-used-bytes]').getAttribute('data-used-bytes'))
  await home.page.locator('dialog [data-control=close]').click()
  return bytes
}

const megabytesPerHour = new Map<ViewMode, number>()

describe('what a lesson costs on a prepaid phone', () => {
  test.each(VIEW_MODES)('an hour of "%s"', async (mode) => {
    await choose(mode)
    const before = { meter: await readMeter(), wire: wire.bytes, atMs: Date.now() }
    await home.page.waitForTimeout(countMs(mode))
    const seconds = (Date.now() - before.atMs) / 1_000
    const media = ((await readMeter()) - before.meter) / seconds
    const words = (wire.bytes - before.wire) / seconds
    const perHour = ((media + words) * HOUR_SECONDS) / MEGABYTE
    megabytesPerHour.set(mode, perHour)
    console.log(
      `${mode}: ${perHour.toFixed(1)} MB an hour (${((media * HOUR_SECONDS) / MEGABYTE).toFixed(1)} of sound and picture, ${((words * HOUR_SECONDS) / MEGABYTE).toFixed(1)} of words), over ${Math.round(seconds)} s of speech`,
    )
    expect(perHour).toBeGreaterThan(1)
    // The amounts shown before the choice must hold.
    expect(perHour).toBeLessThan(MEGABYTES_PER_HOUR[mode] * 1.1)
  })

  test('voice and slides for three hours with forty slides stays within 45 MB', async () => {
    await choose('audio')
    expect(await home.page.locator('video').count()).toBe(0)
    const before = wire.bytes
    const texts = Array.from({ length: PAGES }, (_, page) => `Sida ${page + 1}: att bo i Sverige`)
    await hub.page.locator('input[type=file]').setInputFiles(await makePdf(hubBrowser, texts))
    await hub.page.getByRole('button', { name: 'Visa', exact: true }).click()
    for (let page = 1; page <= PAGES; page += 1) {
      await home.page.locator(`[data-page="${page}"] img`).first().waitFor()
      if (page < PAGES) await hub.page.getByRole('button', { name: 'Nästa' }).click()
    }
    const slideMegabytes = (wire.bytes - before) / PAGES / MEGABYTE
    const total = (megabytesPerHour.get('audio') ?? Number.NaN) * LESSON_HOURS + slideMegabytes * SLIDES
    console.log(
      `voice and slides: ${total.toFixed(1)} MB in three hours with forty slides of ${(slideMegabytes * 1_000).toFixed(0)} kB`,
    )
    expect(total).toBeLessThan(BUDGET_MEGABYTES)
  })

  test('a data limit warns, steps down, and never cuts the voice', async () => {
    await choose('everything')
    await home.page.locator('video[data-picture-of=communicator], [data-page] img').first().waitFor()
    await home.page.evaluate(() => localStorage.setItem('samsal:cap', '0.2'))
    await home.page.reload()
    await home.page.locator('button[data-ready=true]').click()
    await home.page.locator('audio[data-voice=microphone]').waitFor({ state: 'attached' })
    // More than this is used by now: only the audio is left, whatever was chosen.
    await home.page.locator('video').first().waitFor({ state: 'detached', timeout: 60_000 })
    await home.page.locator('button[data-control=list]').click()
    await home.page.getByText('ደረትካ በጺሑ').waitFor()
    const heard = () =>
      home.page.locator('audio[data-voice=microphone]').evaluate((audio: HTMLAudioElement) => audio.currentTime)
    const from = await heard()
    await home.page.waitForTimeout(2_000)
    expect(await heard()).toBeGreaterThan(from + 1)
  })
})
