import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { startDelayingProxy, type DelayingProxy } from '@/tests/support/delaying-proxy'
import { beginLesson, openLink } from '@/tests/support/people'
import { findFreePort, startSystem, type System } from '@/tests/support/system'

/** A loopback address of its own: browsers are told that the media server lives there, and reach it through the slow line. */
const SLOW_ADDRESS = '127.0.0.2'
const TRIES = 3
const LOBBY_MS = 2_000
const ROUND_TRIP_MS = 150
/** What noise of a shared machine may add to the count. */
const COUNTING_ERROR = 0.25

let system: System
let hubBrowser: Browser
let homeBrowser: Browser
let proxy: DelayingProxy

beforeAll(async () => {
  const [mediaPort, slowPort, rtcPort] = await Promise.all([findFreePort(), findFreePort(), findFreePort()])
  const line = {
    listenAddress: SLOW_ADDRESS,
    tcp: [{ from: slowPort, to: mediaPort }],
    udp: [{ from: rtcPort, to: rtcPort }],
  }
  ;[system, proxy, hubBrowser, homeBrowser] = await Promise.all([
    startSystem({
      MEDIA_PORT: String(mediaPort),
      RTC_PORT: String(rtcPort),
      RTC_LISTEN_ADDRESS: '127.0.0.1',
      RTC_ANNOUNCED_ADDRESS: SLOW_ADDRESS,
      MEDIA_PUBLIC_URL: `http://${SLOW_ADDRESS}:${slowPort}`,
    }),
    startDelayingProxy(line),
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: 'home', isKiosk: true }),
  ])
  // The communicator sits at the hub, on a short line; only who comes after her has the long one.
  await beginLesson(hubBrowser, system)
})

afterAll(async () => {
  await Promise.all([hubBrowser.close(), homeBrowser.close()])
  await system.stop()
  await proxy.close()
})

type Times = { voiceMs: number; frameMs: number }

/** From the tap to the first voice and the first frame, as the page itself marks them. */
async function readTimes(page: Page): Promise<Times> {
  await page.waitForFunction(() =>
    ['samsal:first-voice', 'samsal:first-frame'].every((name) => performance.getEntriesByName(name).length > 0),
  )
  const steps = await page.evaluate(() =>
    performance
      .getEntriesByType('mark')
      .filter((mark) => mark.name.startsWith('samsal:'))
      .map((mark) => `${mark.name.slice(7)} ${mark.startTime.toFixed(0)}`)
      .join(', '),
  )
  console.log(steps)
  return page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN
    return {
      voiceMs: at('samsal:first-voice') - at('samsal:tap'),
      frameMs: at('samsal:first-frame') - at('samsal:tap'),
    }
  })
}

async function joinFromLobby(): Promise<Times> {
  const { page, close } = await openLink(homeBrowser, system.linkOf('Saba Exempel'))
  await page.locator('button[data-ready=true]').waitFor()
  await page.waitForTimeout(LOBBY_MS)
  await page.locator('button[data-ready=true]').evaluate((button: HTMLButtonElement) => button.click())
  const times = await readTimes(page)
  await close()
  return times
}

async function joinStraightIn(): Promise<Times> {
  const { page, close } = await openLink(homeBrowser, system.linkOf('Saba Exempel').replace('/p#', '/p?in#'))
  const times = await readTimes(page)
  await close()
  return times
}

/** A page that is ready but has no connection: another window had her place, and she takes it back with one tap. */
async function joinFromNothing(): Promise<Times> {
  const first = await openLink(homeBrowser, system.linkOf('Saba Exempel'))
  await first.page.locator('button[data-ready=true]').click()
  await first.page.locator('video[data-picture-of=communicator]').waitFor()
  const second = await openLink(homeBrowser, system.linkOf('Saba Exempel'))
  await second.page.locator('button[data-ready=true]').waitFor()
  await first.page.locator('main button').waitFor()
  await second.close()
  await first.page.waitForTimeout(LOBBY_MS)
  await first.page.locator('main button').evaluate((button: HTMLButtonElement) => button.click())
  const times = await readTimes(first.page)
  await first.close()
  return times
}

async function medianOf(join: () => Promise<Times>): Promise<Times> {
  const all: Times[] = []
  for (let number = 0; number < TRIES; number += 1) all.push(await join())
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  return { voiceMs: middle(all.map((one) => one.voiceMs)), frameMs: middle(all.map((one) => one.frameMs)) }
}

test.each([
  ['from the lobby after two seconds', joinFromLobby, 1.5],
  ['straight in from a link, while the page itself still loads', joinStraightIn, 7.5],
  ['straight in by a tap, with nothing connected before', joinFromNothing, 7.5],
])('a join %s costs no more round trips than promised', async (how, join, roundTripsMax) => {
  const times = new Map<number, Times>()
  for (const roundTripMs of [0, ROUND_TRIP_MS]) {
    proxy.oneWayMs = roundTripMs / 2
    const measured = await medianOf(join)
    times.set(roundTripMs, measured)
    const { voiceMs, frameMs } = measured
    console.log(
      `${how}, round trip ${roundTripMs} ms: first voice ${voiceMs.toFixed(0)} ms, first frame ${frameMs.toFixed(0)} ms`,
    )
  }
  proxy.oneWayMs = 0
  const near = times.get(0)
  const far = times.get(ROUND_TRIP_MS)
  if (!near || !far) throw new Error('nothing was measured')
  const roundTrips = {
    voice: (far.voiceMs - near.voiceMs) / ROUND_TRIP_MS,
    frame: (far.frameMs - near.frameMs) / ROUND_TRIP_MS,
  }
  console.log(
    `${how}: ${roundTrips.voice.toFixed(2)} round trips to the voice, ${roundTrips.frame.toFixed(2)} to the frame`,
  )
  // Round trips are counted, not milliseconds: the machine's own speed is in both measurements and falls out.
  expect(roundTrips.voice).toBeLessThan(roundTripsMax + COUNTING_ERROR)
  expect(roundTrips.frame).toBeLessThan(roundTripsMax + COUNTING_ERROR)
})
