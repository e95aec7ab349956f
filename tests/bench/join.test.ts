import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import type { DelayingProxy } from '@/tests/support/delaying-proxy'
import { joinFromPreJoin, joinStraightIn, type JoinTimes } from '@/tests/support/join-times'
import { beginLesson } from '@/tests/support/people'
import { startBehindLine } from '@/tests/support/slow-line'
import type { System } from '@/tests/support/system'

import { expectKept, keepFigure, keepTable, median, repeat, type Figure } from './figures'

const ROUND_TRIPS_MS = [0, 50, 150] as const
const TRIES = 3

let system: System
let line: DelayingProxy
let hubBrowser: Browser
let homeBrowser: Browser

beforeAll(async () => {
  ;[{ system, line }, hubBrowser, homeBrowser] = await Promise.all([
    startBehindLine(),
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: 'home', isKiosk: true }),
  ])
  await beginLesson(hubBrowser, system)
})
afterAll(async () => {
  await Promise.all([hubBrowser.close(), homeBrowser.close()])
  await system.stop()
  await line.close()
})

const WAYS = [
  {
    key: 'joinFromPreJoinRoundTrips',
    what: 'round trips from the tap to the first voice, from the page before the lesson',
    join: joinFromPreJoin,
    atMost: 1.5,
  },
  {
    key: 'joinStraightInRoundTrips',
    what: 'round trips to the first voice, straight in from a link',
    join: joinStraightIn,
    atMost: 6.5,
  },
] as const

test.each(WAYS)('$what', async ({ key, what, join, atMost }) => {
  const rows: string[][] = []
  const values = await repeat(async (round) => {
    const voices: number[] = []
    for (const roundTripMs of ROUND_TRIPS_MS) {
      line.oneWayMs = roundTripMs / 2
      const times: JoinTimes[] = []
      for (let number = 0; number < TRIES; number += 1) times.push(await join(homeBrowser, system))
      const voiceMs = median(times.map((one) => one.voiceMs))
      const frameMs = median(times.map((one) => one.frameMs))
      voices.push(voiceMs)
      rows.push([String(round + 1), `${roundTripMs} ms`, `${voiceMs.toFixed(0)} ms`, `${frameMs.toFixed(0)} ms`])
    }
    line.oneWayMs = 0
    const [near = 0, , far = 0] = voices
    return (far - near) / ROUND_TRIPS_MS[2]
  })
  await keepTable({
    ...{ key, title: `Joining: ${what}`, rows },
    head: ['round', 'round trip of the line', 'first voice', 'first frame'],
    note: `Median of ${TRIES} joins in real Chromium, with the hub's encoder, two browsers and all servers on the same machine. The line is a proxy of ours for TCP and UDP.`,
  })
  const figure: Figure = {
    ...{ key, what, values, unit: 'round trips', promise: { atMost } },
    beside: 'the same join on a line without delay, in the same run: the slope between 0 and 150 ms',
    limit: 'round trips: ticket, socket, join, ICE, DTLS; the rest is the machine, and is in both',
  }
  await keepFigure(figure)
  expectKept(figure)
})
