import { expect, test } from 'vitest'

import { emptyGroup, type ShardResult } from './run-result'
import { limitOf, summarise } from './summary'
import { brokenPromises } from './verdict'

const NO_PROMISES = { maxLossPercent: null, maxP99Ms: null, maxJoinP95Ms: null, maxBackP95Ms: null }
const usage = { workers: [], machine: null }

function summaryOf(changes: Partial<ShardResult> = {}) {
  const group = emptyGroup()
  Object.assign(group, { endpoints: 10, joined: 10 })
  Object.assign(group.video, { packets: 990, lost: 10, repaired: 5, streams: 10 })
  group.delay.video = { counts: [[0, 100]], max: 1 }
  group.phases.dtls = { counts: [[0, 10]], max: 1 }
  group.backMs.media = { counts: [[0, 3]], max: 1 }
  const result: ShardResult = {
    groups: { audio: group },
    endpoints: [],
    window: {
      seconds: 10,
      packetsIn: 1_000,
      bytesIn: 1_000_000,
      packetsOut: 0,
      bytesOut: 0,
      lost: 0,
      ...{ cpuSeconds: 1, busiestCpuSeconds: 1 },
    },
    samples: { authentic: 20, forged: 0 },
    errors: {},
    ...changes,
  }
  return summarise(result, { before: usage, after: usage })
}

test('a run without targets misses none', () => {
  expect(brokenPromises(summaryOf(), NO_PROMISES)).toEqual([])
})

test.each([
  [
    'loss',
    { maxLossPercent: 1 },
    { maxLossPercent: 0.9 },
    'More was lost than promised: 1.000 %, promised at most 0.9 %.',
  ],
  [
    'delay',
    { maxP99Ms: 1 },
    { maxP99Ms: 0.9 },
    'Packets took longer than promised: p99 1.0 ms, promised at most 0.9 ms.',
  ],
  [
    'join',
    { maxJoinP95Ms: 1 },
    { maxJoinP95Ms: 0 },
    'Joining took longer than promised: p95 1 ms, promised at most 0 ms.',
  ],
  [
    'coming back',
    { maxBackP95Ms: 1 },
    { maxBackP95Ms: 0 },
    'Coming back took longer than promised: p95 1 ms, promised at most 0 ms.',
  ],
])('a target of %s is met up to its boundary', (_, kept, broken, sentence) => {
  expect(brokenPromises(summaryOf(), { ...NO_PROMISES, ...kept })).toEqual([])
  expect(brokenPromises(summaryOf(), { ...NO_PROMISES, ...broken })).toEqual([sentence])
})

test('a client that cannot join, receives nothing or receives forged packets, and any error, fail every run', () => {
  const summary = summaryOf({
    samples: { authentic: 1, forged: 2 },
    errors: { 'socket lost': 2, 'classroom closed': 1 },
  })
  const all = { ...summary.all, joined: 9, deaf: 1, blind: 3 }
  expect(brokenPromises({ ...summary, all }, NO_PROMISES)).toEqual([
    'Not everybody came in: 9 of 10 joined.',
    'Not everybody heard something: 1 received no voice.',
    'Not everybody saw something: 3 received no picture.',
    'Not all was authentic: 2 samples could not be opened.',
    'Not all went well: there were 3 errors, named in the report.',
  ])
})

test('losses are reported with the share that was repaired', () => {
  expect(summaryOf().all).toMatchObject({ lossPercent: 1, repairedPercent: 50 })
})

const LOADS = [
  { limit: 'worker cpu', workerPercent: 95, testerPercent: 95, lossPercent: 5, machinePercent: 99, p99: 1 },
  { limit: 'tester cpu', workerPercent: 80, testerPercent: 95, lossPercent: 5, machinePercent: 99, p99: 1 },
  { limit: 'other processes', workerPercent: 50, testerPercent: 50, lossPercent: 5, machinePercent: 99, p99: 1 },
  { limit: 'other processes', workerPercent: 50, testerPercent: 50, lossPercent: 0, machinePercent: 99, p99: 500 },
  { limit: 'network', workerPercent: 50, testerPercent: 50, lossPercent: 5, machinePercent: 50, p99: 1 },
  { limit: 'none', workerPercent: 50, testerPercent: 50, lossPercent: 0, machinePercent: 99, p99: 499 },
]
test.each(LOADS)('the limit is $limit', ({ limit, workerPercent, testerPercent, lossPercent, machinePercent, p99 }) => {
  const { window, all } = summaryOf()
  const worker = { pid: 1, cpuSeconds: 1, cpuPercent: workerPercent, residentMegabytes: 1 }
  expect(
    limitOf({
      all: { ...all, delayMs: { audio: null, video: { p50: 1, p95: 1, p99 } } },
      workers: [worker],
      window: { ...window, testerCpuPercent: testerPercent, machinePercent, lossPercent },
    }),
  ).toBe(limit)
})
