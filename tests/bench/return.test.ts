import { afterEach, beforeEach, test } from 'vitest'

import type { Spread, Summary } from '@/load/report/summary'

import { expectKept, keepFigure, keepTable, repeat, type Figure } from './figures'
import { startMediaProcess, WORKER_CORE, type MediaProcess } from './media-process'

/** A busy evening of a region: several lessons, all on one worker, in which everything dies for everybody together. */
const LESSONS = 6
const ENDPOINTS = 300
const SECONDS = 15
const SHAPE = [
  ...['--lessons', String(LESSONS), '--phones', `everything=${ENDPOINTS / LESSONS - 1}`, '--classrooms', '0'],
  ...['--speaking', 'always', '--camera-kbps', '350', '--joins-per-second', '60', '--seconds', String(SECONDS)],
]

let server: MediaProcess
beforeEach(async () => {
  // The endpoints cost as much as the server: they have a core to themselves.
  server = await startMediaProcess({}, [WORKER_CORE], String(WORKER_CORE))
})
afterEach(() => server.close())

const FAILURES = [
  {
    ...{ what: 'the media worker is killed', key: 'everybodyBackSecondsWorkerKill', atMost: 3 },
    fail: () => process.kill(Number(server.workerPids()[0]), 'SIGKILL'),
    limit: 'processor: two transports and some consumers are made for each of them, 4 to 7 ms of the media server',
  },
  {
    ...{ what: 'the media server is killed', key: 'everybodyBackSecondsServerKill', atMost: 5 },
    fail: () => server.kill(),
    limit: 'processor: the start of the process takes half a second, then each join 4 to 7 ms of it',
  },
]

/** Breaks something as soon as everybody has joined. */
async function runAndBreak(fail: () => void): Promise<Summary> {
  let isBroken = false
  return server.load(SHAPE, ({ joined }, wanted) => {
    if (joined < wanted || isBroken) return
    isBroken = true
    fail()
  })
}

test.each(FAILURES)('everybody reconnects: $what', async ({ what, key, atMost, fail, limit }) => {
  const rows: string[][] = []
  const values = await repeat(async (round) => {
    const { all, errors } = await runAndBreak(fail)
    const back = all.back.joinedAnew + all.back.rebuilt
    const { media, voice, frame } = all.backMs
    rows.push([String(round + 1), `${back} of ${ENDPOINTS}`, spread(media), spread(voice), spread(frame)])
    if (back < ENDPOINTS || Object.keys(errors).length > 0) throw new Error(`not everybody: ${JSON.stringify(errors)}`)
    return Math.max(voice?.p95 ?? Number.NaN, frame?.p95 ?? Number.NaN) / 1_000
  })
  await keepTable({
    ...{ key, title: `${ENDPOINTS} come back: ${what}`, rows },
    head: ['round', 'back', 'media', 'first voice', 'first picture'],
    note: `${LESSONS} lessons on one worker, p50, p95 and p99 since the death. Who teaches comes back with the others. Media server and worker share one core, the simulated endpoints have another.`,
  })
  const figure: Figure = {
    ...{ key, what: `until 95 of 100 have voice and picture again: ${what}`, unit: 's', values, limit },
    beside: `one page in real Chromium with the same failure, in the table of coming back; here ${ENDPOINTS} at once`,
    promise: { atMost },
  }
  await keepFigure(figure)
  expectKept(figure)
})

function spread(value: Spread | null): string {
  return value ? [value.p50, value.p95, value.p99].map((ms) => (ms / 1_000).toFixed(2)).join(', ') + ' s' : '–'
}
