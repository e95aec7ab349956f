import { setTimeout as sleep } from 'node:timers/promises'

import { readSigningKey } from '@/adapters/signed-token'
import { signTicket } from '@/services/tickets/sign-ticket'

import { makeCertificate } from '../dtls/certificate'
import type { Surroundings } from '../endpoint/endpoint'
import { LessonRun } from '../lesson/lesson-run'
import type { PlannedEndpoint } from '../lesson/plan-lesson'
import type { LoadOptions } from '../options'
import type { ShardResult } from '../report/run-result'
import { nowMs } from '../rtp/send-time'
import { Pacer } from '../transport/pacer'

/** One process's part of a run. */
export type ShardInput = {
  options: LoadOptions
  url: string
  /** The installation's private key, as base64 of its PEM text. */
  ticketPrivateKey: string
  endpoints: PlannedEndpoint[]
  /** This process's share of joins, churn and drops. */
  share: number
  /** Observers' process has little else to do, so that a packet does not wait for its own reader. */
  task: 'all' | 'observe' | 'fill'
}

export type Progress = { joined: number; packetsIn: number; bytesIn: number; lost: number; errors: number }

export type ShardHooks = {
  onProgress: (progress: Progress) => void
  /** Resolves when those who teach have joined, in all processes. */
  teachingIsIn: () => Promise<void>
  /** Resolves when everybody has joined, in all processes: the measurement starts here. */
  everybodyIsIn: () => Promise<void>
  onMeasuringStarts?: () => void
  onMeasuringEnds?: () => void
}

const PROGRESS_EVERY_MS = 1_000
/** Frames that began before everybody had joined are discarded. */
const SETTLE_MS = 1_000
/** Somebody who has not reconnected by then, counted from the end of the measurement or of their drop, is an error. */
const RECONNECT_MS = 10_000
const MINUTE_SECONDS = 60

export async function runShard(input: ShardInput, hooks: ShardHooks): Promise<ShardResult> {
  const { options, endpoints } = input
  const pacer = new Pacer()
  const run = new LessonRun(surroundingsOf(input, pacer))
  run.tellsDelays = input.task !== 'fill'
  const timers = [setInterval(() => hooks.onProgress(progressOf(run)), PROGRESS_EVERY_MS)]
  try {
    for (const planned of endpoints.filter((one) => one.isTeaching)) await run.join(planned)
    await hooks.teachingIsIn()
    await joinAll(run, { endpoints: endpoints.filter((one) => !one.isTeaching), perSecond: joinRate(input) })
    await hooks.everybodyIsIn()
    await sleep(SETTLE_MS)
    timers.push(
      ...startChanges(run, input),
      setInterval(() => run.turnSlides(), options.slideSeconds * 1_000),
    )
    hooks.onMeasuringStarts?.()
    run.isMeasuring = true
    const before = { ...run.totals, atMs: nowMs(), cpu: process.cpuUsage() }
    await sleep(options.seconds * 1_000)
    const after = run.totals
    const seconds = (nowMs() - before.atMs) / 1_000
    const cpu = process.cpuUsage(before.cpu)
    const cpuSeconds = (cpu.user + cpu.system) / 1e6
    hooks.onMeasuringEnds?.()
    run.isMeasuring = false
    for (const timer of timers) clearInterval(timer)
    await everybodyIsBack(run, options.dropSeconds * 1_000 + RECONNECT_MS)
    // Requested retransmissions arrive.
    await sleep(SETTLE_MS)
    run.leaveAll()
    return {
      groups: run.groups,
      endpoints: run.endpoints,
      window: {
        seconds,
        packetsIn: after.packetsIn - before.packetsIn,
        bytesIn: after.bytesIn - before.bytesIn,
        packetsOut: after.packetsOut - before.packetsOut,
        bytesOut: after.bytesOut - before.bytesOut,
        lost: after.lost - before.lost,
        ...{ cpuSeconds, busiestCpuSeconds: cpuSeconds },
      },
      samples: run.samples,
      errors: run.errors,
    }
  } finally {
    for (const timer of timers) clearInterval(timer)
    run.leaveAll()
    pacer.close()
  }
}

function surroundingsOf({ options, url, ticketPrivateKey, task }: ShardInput, pacer: Pacer): Surroundings {
  const key = readSigningKey(ticketPrivateKey)
  const senders = new Map<string, () => number>()
  return {
    url,
    signTicket: (payload) => signTicket(payload, key),
    certificate: makeCertificate(Date.now()),
    profiles: options.srtpProfiles,
    pacer,
    loss: options.lossPercent / 100,
    lostRequests: options.lostRequests,
    sampleEvery: task === 'observe' ? 1 : options.sampleEvery,
    // A sender in another process counts as sending: those who teach are never disconnected on purpose.
    framesOf: (producerId) => senders.get(producerId)?.() ?? Math.floor((nowMs() * options.cameraFps) / 1_000),
    onProducing: (producerId, framesSent) => void senders.set(producerId, framesSent),
  }
}

function joinRate({ options, share }: ShardInput): number {
  return options.joinsPerSecond * share
}

type Joining = { endpoints: readonly PlannedEndpoint[]; perSecond: number }

async function joinAll(run: LessonRun, { endpoints, perSecond }: Joining): Promise<void> {
  const startedAtMs = nowMs()
  const joins: Promise<void>[] = []
  for (const [index, planned] of endpoints.entries()) {
    const waitMs = startedAtMs + (index * 1_000) / perSecond - nowMs()
    if (waitMs > 0) await sleep(waitMs)
    joins.push(run.join(planned))
  }
  await Promise.all(joins)
}

/** Churn and connection failures, evenly distributed over each minute. */
function startChanges(run: LessonRun, { options, share, endpoints }: ShardInput): NodeJS.Timeout[] {
  const listeners = endpoints.filter((one) => !one.isTeaching).length
  const changes = (options.churnPercentPerMinute / 100) * listeners
  const drops = options.dropsPerMinute * share
  const every = (perMinute: number, act: () => void) =>
    perMinute > 0 ? [setInterval(act, (MINUTE_SECONDS * 1_000) / perMinute)] : []
  return [
    ...every(changes, () => void run.changeOne()),
    ...every(drops, () => void run.dropOne(options.dropSeconds * 1_000)),
  ]
}

async function everybodyIsBack(run: LessonRun, limitMs: number): Promise<void> {
  const latestMs = nowMs() + limitMs
  while (run.isSomebodyAway && nowMs() < latestMs) await sleep(100)
}

function progressOf(run: LessonRun): Progress {
  const { packetsIn, bytesIn, lost } = run.totals
  const errors = Object.values(run.errors).reduce((sum, count) => sum + count, 0)
  return { joined: run.joined, packetsIn, bytesIn, lost, errors }
}
