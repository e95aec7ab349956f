import { JOIN_PHASES, type JoinPhase } from '../endpoint/endpoint-metrics'
import { GROUPS, type Group } from '../lesson/plan-lesson'
import { Histogram, type HistogramData } from './histogram'
import type { ProcessUsage } from './process-usage'
import { busyPercent, type MachineUsage } from './machine-usage'
import { mergeGroups, type EndpointResult, type GroupResult, type ShardResult } from './run-result'

export type Spread = { p50: number; p95: number; p99: number }

export type GroupSummary = {
  group: Group | 'all'
  endpoints: number
  joined: number
  deaf: number
  blind: number
  /** Each step in ms since the start of the join; null if nobody reached it. */
  join: Record<JoinPhase, Spread | null>
  packets: number
  megabytes: number
  /** Average received by one client while it was connected. */
  kilobitsPerSecond: number
  lossPercent: number
  /** Share of the lost packets that arrived by retransmission. */
  repairedPercent: number
  delayMs: { audio: Spread | null; video: Spread | null }
  freezes: number
  frozenSeconds: number
  packetsSent: number
  back: GroupResult['back']
  backMs: { media: Spread | null; voice: Spread | null; frame: Spread | null }
}

export type WorkerSummary = {
  pid: number
  cpuSeconds: number
  cpuPercent: number
  residentMegabytes: number
}

/** What limited the run. */
export type Limit = 'none' | 'worker cpu' | 'tester cpu' | 'other processes' | 'network'

export type Summary = {
  groups: GroupSummary[]
  all: GroupSummary
  window: {
    seconds: number
    packetsPerSecond: number
    megabitsPerSecond: number
    lossPercent: number
    sentPacketsPerSecond: number
    /** Of the process that used most. */
    testerCpuPercent: number
    testerMicrosPerPacket: number
    /** Load of the whole machine, of all its cores; null where it is not available. */
    machinePercent: number | null
  }
  workers: WorkerSummary[]
  /** Of all workers together; null when they cannot be observed from here. */
  worker: { microsPerPacket: number; microsPerEndpointSecond: number } | null
  samples: { authentic: number; forged: number }
  errors: Record<string, number>
  limit: Limit
  endpoints: EndpointResult[]
}

/** System measurements at the start and the end of the measured time. */
export type Usage = { workers: ProcessUsage[]; machine: MachineUsage | null }
export type Usages = { before: Usage; after: Usage }

/** A core counts as full at this usage: the rest is the system's. */
const FULL_PERCENT = 90
const LOSS_PERCENT_OF_A_BAD_LINE = 0.1
const DELAY_MS_OF_A_BAD_LINE = 500

/** The contents of the report, from the processes' statistics. */
export function summarise(result: ShardResult, { before, after }: Usages): Summary {
  const { window, samples, errors } = result
  const present = GROUPS.flatMap((group) => (result.groups[group] ? [[group, result.groups[group]] as const] : []))
  const all = summariseGroup('all', mergeGroups(present.map(([, group]) => group)))
  const seconds = Math.max(window.seconds, 0.001)
  const handled = Math.max(window.packetsIn + window.packetsOut, 1)
  const workerSummaries = summariseWorkers(before.workers, after.workers, seconds)
  const workerSeconds = workerSummaries.reduce((sum, one) => sum + one.cpuSeconds, 0)
  const testerCpuPercent = (window.busiestCpuSeconds / seconds) * 100
  const summary = {
    groups: present.map(([name, group]) => summariseGroup(name, group)),
    all,
    window: {
      seconds,
      packetsPerSecond: window.packetsIn / seconds,
      lossPercent: percentOf(window.lost, window.packetsIn + window.lost),
      megabitsPerSecond: (window.bytesIn * 8) / seconds / 1e6,
      sentPacketsPerSecond: window.packetsOut / seconds,
      testerCpuPercent,
      testerMicrosPerPacket: (window.cpuSeconds * 1e6) / handled,
      machinePercent: busyPercent(before.machine, after.machine),
    },
    workers: workerSummaries,
    worker:
      workerSummaries.length === 0
        ? null
        : {
            microsPerPacket: (workerSeconds * 1e6) / handled,
            microsPerEndpointSecond: (workerSeconds * 1e6) / seconds / Math.max(all.joined, 1),
          },
    samples,
    errors,
    endpoints: result.endpoints,
  }
  return { ...summary, limit: limitOf(summary) }
}

export function spreadOf(data: HistogramData): Spread | null {
  const histogram = Histogram.of(data)
  const at = (share: number) => histogram.percentile(share) ?? 0
  return histogram.total === 0 ? null : { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** What limited the run: a full core first, then a network that lost packets. */
export function limitOf({ window, workers, all }: Pick<Summary, 'window' | 'workers' | 'all'>): Limit {
  if (workers.some((one) => one.cpuPercent >= FULL_PERCENT)) return 'worker cpu'
  if (window.testerCpuPercent >= FULL_PERCENT) return 'tester cpu'
  const p99 = Math.max(all.delayMs.audio?.p99 ?? 0, all.delayMs.video?.p99 ?? 0)
  const isPoor = window.lossPercent >= LOSS_PERCENT_OF_A_BAD_LINE || p99 >= DELAY_MS_OF_A_BAD_LINE
  if (isPoor && (window.machinePercent ?? 0) >= FULL_PERCENT) return 'other processes'
  return isPoor ? 'network' : 'none'
}

function summariseGroup(group: Group | 'all', result: GroupResult): GroupSummary {
  const { audio, video } = result
  const packets = audio.packets + video.packets
  const lost = audio.lost + video.lost
  return {
    group,
    endpoints: result.endpoints,
    joined: result.joined,
    deaf: result.deaf,
    blind: result.blind,
    join: Object.fromEntries(
      JOIN_PHASES.map((phase) => [phase, spreadOf(result.phases[phase])]),
    ) as GroupSummary['join'],
    packets,
    megabytes: (audio.bytes + video.bytes) / 1e6,
    kilobitsPerSecond:
      result.presentSeconds === 0 ? 0 : ((audio.bytes + video.bytes) * 8) / 1_000 / result.presentSeconds,
    lossPercent: percentOf(lost, packets + lost),
    repairedPercent: percentOf(audio.repaired + video.repaired, lost),
    delayMs: { audio: spreadOf(result.delay.audio), video: spreadOf(result.delay.video) },
    freezes: video.freezes,
    frozenSeconds: video.frozenMs / 1_000,
    packetsSent: result.packetsSent,
    back: result.back,
    backMs: {
      media: spreadOf(result.backMs.media),
      voice: spreadOf(result.backMs.voice),
      frame: spreadOf(result.backMs.frame),
    },
  }
}

/** A worker that died in between has no end value and is left out. */
function summariseWorkers(before: ProcessUsage[], after: ProcessUsage[], seconds: number): WorkerSummary[] {
  return after.flatMap(({ pid, cpuSeconds, residentBytes }) => {
    const start = before.find((one) => one.pid === pid)
    if (!start) return []
    const used = cpuSeconds - start.cpuSeconds
    return [{ pid, cpuSeconds: used, cpuPercent: (used / seconds) * 100, residentMegabytes: residentBytes / 1e6 }]
  })
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100
}
