import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import type { DelayingProxy } from '@/tests/support/delaying-proxy'
import { measureOutage, startMonitor } from '@/tests/support/monitor'
import { beginLesson, enterFromHome, type Visit } from '@/tests/support/people'
import { startBehindLine } from '@/tests/support/slow-line'
import type { System } from '@/tests/support/system'

import { expectKept, keepFigure, keepTable, median, repeat, type Figure } from './figures'

let system: System
let line: DelayingProxy
let hubBrowser: Browser
let homeBrowser: Browser
let home: Visit
const QUIET_MS = 4_000
const CUT_MS = 1_500

beforeAll(async () => {
  ;[{ system, line }, hubBrowser, homeBrowser] = await Promise.all([
    startBehindLine(),
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: 'home' }),
  ])
  await beginLesson(hubBrowser, system)
  home = await enterFromHome(homeBrowser, system.linkOf('Saba Exempel'))
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
  await startMonitor(home.page)
  await measureOutage(home.page, Date.now())
})
afterAll(async () => {
  await Promise.all([hubBrowser.close(), homeBrowser.close()])
  await system.stop()
  await line.close()
})

const cutNetwork = async () => {
  line.isUdpOpen = false
  line.cutTcp()
  await home.page.waitForTimeout(CUT_MS)
  line.isUdpOpen = true
}
const FAILURES = [
  { what: 'the media worker is killed', fail: async () => system.kill('mediasoup-worker'), own: 0 },
  { what: 'the media server is killed', fail: async () => system.kill('media-server.mjs'), own: 0 },
  { what: 'the socket breaks', fail: async () => line.cutTcp(), own: 0 },
  { what: `the network is gone for ${CUT_MS / 1_000} s`, fail: cutNetwork, own: CUT_MS },
  { what: 'the web app is killed', fail: async () => system.kill('next-server'), own: 0 },
]

test('how long picture and audio are interrupted, by kind of failure', async () => {
  const rows: string[][] = []
  let workerKills: number[] = []
  for (const { what, fail, own } of FAILURES) {
    const outages = await repeat(async () => {
      await home.page.waitForTimeout(QUIET_MS)
      const atMs = Date.now()
      await fail()
      return measureOutage(home.page, atMs, 30_000)
    })
    const pictures = outages.map((one) => one.pictureMs / 1_000)
    const voices = outages.map((one) => one.voiceMs / 1_000)
    const show = (values: number[]) => values.map((value) => value.toFixed(2)).join(', ')
    rows.push([what, own === 0 ? '' : `${own / 1_000} s`, show(pictures), show(voices)])
    if (what === FAILURES[0]?.what) workerKills = pictures
  }
  await keepTable({
    ...{ key: 'reconnect', title: 'Coming back, in real Chromium', rows },
    head: ['what fails', 'of which the failure itself', 'picture away (s)', 'voice away (s)'],
    note: 'The longest silence of each, read from decoded pictures and tones. Pauses between syllables count as silence of up to 0.15 s.',
  })
  const figure: Figure = {
    ...{
      key: 'reconnectSecondsWorkerKill',
      what: 'picture away after kill -9 of the media worker',
      unit: 's',
      values: workerKills,
    },
    beside: 'the other failures of the same run, in the table',
    promise: { atMost: 3 },
    limit: 'the next worker is started (about 0.1 s), then ICE and DTLS of both transports, then a key frame',
  }
  await keepFigure(figure)
  expect(median(workerKills)).toBeGreaterThan(0)
  expectKept(figure)
})
