import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { holdConnections, mediaIn } from '@/tests/support/connections'
import type { DelayingProxy } from '@/tests/support/delaying-proxy'
import { chooseMode, openCockpit, openLink, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startBehindLine } from '@/tests/support/slow-line'
import type { System } from '@/tests/support/system'

const WATCH_MS = 3_000
/** With this packet loss, a network cannot carry a picture. */
const BAD_LINE_PERCENT = 30
/** Enough for a voice, with its headers, and not for the smallest picture besides, which takes about 30. */
const THIN_KILOBITS_PER_SECOND = 40

let system: System
let line: DelayingProxy
let hubBrowser: Browser
let homeBrowser: Browser
let hub: Visit
let home: Visit

beforeAll(async () => {
  ;[{ system, line }, hubBrowser, homeBrowser] = await Promise.all([
    startBehindLine(),
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: null }),
  ])
  hub = await openCockpit(hubBrowser, system)
  await holdConnections(hub.page)
  await hub.page.reload()
  await hub.page.locator('video[data-picture-of=self]').waitFor()
  await hub.page.locator('button[data-ready=true]').click()
  await hub.page.locator('footer').waitFor()
  home = await openLink(homeBrowser, system.linkOf('Saba Exempel'))
  await holdConnections(home.page)
  await home.page.reload()
  await chooseMode(home.page, 'everything')
  await home.page.locator('button[data-ready=true]').click()
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
})
afterAll(async () => {
  await Promise.all([hubBrowser.close(), homeBrowser.close()])
  await system.stop()
  await line.close()
})

async function choose(mode: string): Promise<void> {
  await home.page.locator('button[data-control=list]').click()
  await home.page.locator('dialog button[data-open=amount]').click()
  await home.page.locator(`dialog button[data-choose=${mode}]`).click()
  await home.page.locator('dialog [data-control=close]').click()
}

/** As a browser does when another page is in front, or the screen is locked. */
async function setHidden(isHidden: boolean): Promise<void> {
  await home.page.evaluate((hidden) => {
    const state = hidden ? 'hidden' : 'visible'
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isHidden)
  await home.page.waitForTimeout(1_000)
}

/** Audio packets that the page has retransmitted on request. */
function repeatedVoices(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { heldConnections } = window as unknown as { heldConnections: RTCPeerConnection[] }
    const reports = await Promise.all(heldConnections.map((one) => one.getStats()))
    const entries = reports.flatMap((report) => [...report.values()])
    const voices = entries.filter((entry) => entry.type === 'outbound-rtp' && entry.kind === 'audio')
    return voices.reduce((sum, entry) => sum + Number(entry.retransmittedPacketsSent ?? 0), 0)
  })
}

/** The page's minimum jitter buffer, in ms. */
function voicesWaitMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { heldConnections } = window as unknown as { heldConnections: RTCPeerConnection[] }
    const receivers = heldConnections.flatMap((one) => one.getReceivers())
    return Math.max(0, ...receivers.map((one) => one.jitterBufferTarget ?? 0))
  })
}

test('the worker estimates no bandwidth: nothing that it needs for that is negotiated with receivers', async () => {
  const agreed = await home.page.evaluate(() => {
    const { heldConnections } = window as unknown as { heldConnections: RTCPeerConnection[] }
    return heldConnections.map((one) => one.remoteDescription?.sdp ?? '').join('')
  })
  expect(agreed).toContain('m=video')
  expect(agreed).not.toMatch(/transport-wide-cc|abs-send-time/)
})

test('a hidden page gets only audio, and its picture again immediately when it is shown', async () => {
  const seen = await mediaIn(home.page, 'inbound-rtp', WATCH_MS)
  expect(seen.frames).toBeGreaterThan(20)
  await setHidden(true)
  const hidden = await mediaIn(home.page, 'inbound-rtp', WATCH_MS)
  expect(hidden.frames).toBe(0)
  expect(hidden.voicePackets).toBeGreaterThan(5)
  await setHidden(false)
  expect((await mediaIn(home.page, 'inbound-rtp', WATCH_MS)).frames).toBeGreaterThan(20)
})

test('a sender stops every layer that nobody receives, and resumes it for a new receiver', async () => {
  expect((await mediaIn(hub.page, 'outbound-rtp', WATCH_MS)).frames).toBeGreaterThan(20)
  await choose('audio')
  await home.page.locator('video').first().waitFor({ state: 'detached' })
  // Unwanted layers continue for two seconds, in case somebody looks again.
  await home.page.waitForTimeout(3_000)
  const unseen = await mediaIn(hub.page, 'outbound-rtp', WATCH_MS)
  expect(unseen.frames).toBe(0)
  expect(unseen.voicePackets).toBeGreaterThan(5)
  await choose('small')
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
  const small = await mediaIn(hub.page, 'outbound-rtp', WATCH_MS)
  await choose('everything')
  await home.page.waitForTimeout(2_000)
  const everything = await mediaIn(hub.page, 'outbound-rtp', WATCH_MS)
  console.log(`pictures sent in 3 s: ${small.frames} frames for a small one, ${everything.frames} for all`)
  expect(small.frames).toBeGreaterThan(5)
  expect(everything.frames).toBeGreaterThan(small.frames)
})

test('on a congested network audio stays and the picture goes; when it recovers the picture comes back, once', async () => {
  const comings: number[] = []
  const sinceMs = Date.now()
  line.lossPercent = BAD_LINE_PERCENT
  await home.page.locator('video').first().waitFor({ state: 'detached', timeout: 40_000 })
  console.log(`bad line: the picture went after ${Math.round((Date.now() - sinceMs) / 1_000)} s`)
  expect((await mediaIn(home.page, 'inbound-rtp', WATCH_MS)).voicePackets).toBeGreaterThan(5)
  await takePicture(home.page, 'phone-line-bad-ti')
  expect(await repeatedVoices(hub.page)).toBeGreaterThan(5)
  expect(await voicesWaitMs(home.page)).toBeGreaterThanOrEqual(200)
  line.lossPercent = 0
  const goodMs = Date.now()
  await home.page.locator('video[data-picture-of=communicator]').waitFor({ timeout: 60_000 })
  console.log(`good line: the picture came back after ${Math.round((Date.now() - goodMs) / 1_000)} s`)
  for (let second = 0; second < 10; second += 1) {
    comings.push(await home.page.locator('video[data-picture-of=communicator]').count())
    await home.page.waitForTimeout(1_000)
  }
  expect(new Set(comings)).toEqual(new Set([1]))
})

test('a network that carries only audio loses the picture before anybody asks', async () => {
  const sinceMs = Date.now()
  line.kilobitsPerSecond = THIN_KILOBITS_PER_SECOND
  await home.page.locator('video').first().waitFor({ state: 'detached', timeout: 60_000 })
  console.log(`thin line: the picture went after ${Math.round((Date.now() - sinceMs) / 1_000)} s`)
  // Packets still in the network's queue have to drain.
  await home.page.waitForTimeout(1_000)
  const { frames, voicePackets } = await mediaIn(home.page, 'inbound-rtp', WATCH_MS)
  expect(frames).toBe(0)
  expect(voicePackets).toBeGreaterThan(40)
})
