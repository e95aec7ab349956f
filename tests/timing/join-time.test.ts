import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import type { DelayingProxy } from '@/tests/support/delaying-proxy'
import { joinFromPreJoin, joinFromNothing, joinStraightIn, type JoinTimes } from '@/tests/support/join-times'
import { beginLesson } from '@/tests/support/people'
import { startBehindLine } from '@/tests/support/slow-line'
import type { System } from '@/tests/support/system'

const TRIES = 3
const ROUND_TRIP_MS = 150
/** What noise on a shared machine may add to the count. */
const COUNTING_ERROR = 0.25

let system: System
let hubBrowser: Browser
let homeBrowser: Browser
let line: DelayingProxy

beforeAll(async () => {
  ;[{ system, line }, hubBrowser, homeBrowser] = await Promise.all([
    startBehindLine(),
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: 'home', isKiosk: true }),
  ])
  // The communicator is at the hub, on a short network path; only the participant has the long one.
  await beginLesson(hubBrowser, system)
})

afterAll(async () => {
  await Promise.all([hubBrowser.close(), homeBrowser.close()])
  await system.stop()
  await line.close()
})

type Middle = Pick<JoinTimes, 'voiceMs' | 'frameMs'>

async function medianOf(join: (browser: Browser, system: System) => Promise<JoinTimes>): Promise<Middle> {
  const all: JoinTimes[] = []
  for (let number = 0; number < TRIES; number += 1) all.push(await join(homeBrowser, system))
  for (const { steps } of all) console.log(steps)
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  return { voiceMs: middle(all.map((one) => one.voiceMs)), frameMs: middle(all.map((one) => one.frameMs)) }
}

test.each([
  ['from the page before the lesson after two seconds', joinFromPreJoin, 1.5],
  ['straight in from a link, while the page itself still loads', joinStraightIn, 7.5],
  ['straight in by a tap, with nothing connected before', joinFromNothing, 7.5],
])('a join %s costs no more round trips than promised', async (how, join, roundTripsMax) => {
  const times = new Map<number, Middle>()
  for (const roundTripMs of [0, ROUND_TRIP_MS]) {
    line.oneWayMs = roundTripMs / 2
    const measured = await medianOf(join)
    times.set(roundTripMs, measured)
    const { voiceMs, frameMs } = measured
    console.log(
      `${how}, round trip ${roundTripMs} ms: first voice ${voiceMs.toFixed(0)} ms, first frame ${frameMs.toFixed(0)} ms`,
    )
  }
  line.oneWayMs = 0
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
  // Counts round trips, not milliseconds: the machine's own speed is in both measurements and cancels out.
  expect(roundTrips.voice).toBeLessThan(roundTripsMax + COUNTING_ERROR)
  expect(roundTrips.frame).toBeLessThan(roundTripsMax + COUNTING_ERROR)
})
