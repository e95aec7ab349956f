import {
  JOIN_PHASES,
  nothingReceived,
  type JoinPhase,
  type JoinTimes,
  type ReceivedKind,
  type Reconnect,
} from '../endpoint/endpoint-metrics'
import type { Group } from '../lesson/plan-lesson'
import { Histogram, type HistogramData } from './histogram'

/** The results of one group's endpoints, in one process or in all. */
export type GroupResult = {
  endpoints: number
  joined: number
  presentSeconds: number
  /** Never received audio, or never video although their view mode has it. */
  deaf: number
  blind: number
  phases: Record<JoinPhase, HistogramData>
  audio: ReceivedKind
  video: ReceivedKind
  delay: { audio: HistogramData; video: HistogramData }
  packetsSent: number
  bytesSent: number
  /** How many reconnected, by kind. */
  back: Record<Reconnect['how'], number>
  /** How long that took, until media passed, and on new streams until audio and picture arrived. */
  backMs: { media: HistogramData; voice: HistogramData; frame: HistogramData }
}

/** Sums over the measured time, which starts when everybody has joined. */
type WindowTotals = {
  seconds: number
  packetsIn: number
  bytesIn: number
  packetsOut: number
  bytesOut: number
  lost: number
}

/** The result of one endpoint. */
export type EndpointResult = {
  group: Group
  hasJoined: boolean
  /** From the start of its join until it left. */
  presentSeconds: number
  times: JoinTimes
  audio: ReceivedKind
  video: ReceivedKind
  sent: { packets: number; bytes: number }
  reconnects: Reconnect[]
  errors: string[]
}

export type ShardResult = {
  groups: Partial<Record<Group, GroupResult>>
  endpoints: EndpointResult[]
  /** Processor time of all processes, and of the one that used most. */
  window: WindowTotals & { cpuSeconds: number; busiestCpuSeconds: number }
  samples: { authentic: number; forged: number }
  /** How often each error occurred. */
  errors: Record<string, number>
}

export function emptyGroup(): GroupResult {
  const none = (): HistogramData => ({ counts: [], max: 0 })
  return {
    ...{
      endpoints: 0,
      joined: 0,
      presentSeconds: 0,
      deaf: 0,
      blind: 0,
      packetsSent: 0,
      bytesSent: 0,
    },
    back: { resumed: 0, joinedAnew: 0, rebuilt: 0 },
    backMs: { media: none(), voice: none(), frame: none() },
    phases: Object.fromEntries(JOIN_PHASES.map((phase) => [phase, none()])) as Record<JoinPhase, HistogramData>,
    audio: nothingReceived(),
    video: nothingReceived(),
    delay: { audio: none(), video: none() },
  }
}

/** Merges results of the same shape: numbers are added, histograms merged, objects merged recursively. */
export function mergeResults(results: readonly ShardResult[]): ShardResult {
  const merged: ShardResult = {
    groups: {},
    endpoints: results.flatMap((one) => one.endpoints),
    window: {
      seconds: 0,
      packetsIn: 0,
      bytesIn: 0,
      packetsOut: 0,
      bytesOut: 0,
      lost: 0,
      cpuSeconds: 0,
      busiestCpuSeconds: 0,
    },
    samples: { authentic: 0, forged: 0 },
    errors: {},
  }
  for (const { groups, window, samples, errors } of results) {
    const seconds = Math.max(merged.window.seconds, window.seconds)
    const busiestCpuSeconds = Math.max(merged.window.busiestCpuSeconds, window.busiestCpuSeconds)
    addNumbers(merged.window, window)
    Object.assign(merged.window, { seconds, busiestCpuSeconds })
    addNumbers(merged.samples, samples)
    for (const [error, count] of Object.entries(errors)) merged.errors[error] = (merged.errors[error] ?? 0) + count
    for (const [group, result] of Object.entries(groups) as [Group, GroupResult][]) {
      merged.groups[group] = mergeGroups([...(merged.groups[group] ? [merged.groups[group]] : []), result])
    }
  }
  return merged
}

export function mergeGroups(results: readonly GroupResult[]): GroupResult {
  const merged = emptyGroup()
  for (const result of results) {
    addNumbers(merged, result)
    addNumbers(merged.audio, result.audio)
    addNumbers(merged.video, result.video)
    for (const phase of JOIN_PHASES) merged.phases[phase] = mergeData(merged.phases[phase], result.phases[phase])
    merged.delay.audio = mergeData(merged.delay.audio, result.delay.audio)
    merged.delay.video = mergeData(merged.delay.video, result.delay.video)
    addNumbers(merged.back, result.back)
    for (const what of ['media', 'voice', 'frame'] as const) {
      merged.backMs[what] = mergeData(merged.backMs[what], result.backMs[what])
    }
  }
  return merged
}

export function mergeData(one: HistogramData, other: HistogramData): HistogramData {
  const histogram = Histogram.of(one)
  histogram.merge(other)
  return histogram.toData()
}

/** Adds every number of `more` to the one of the same name in `sum`. */
function addNumbers<Sums extends object>(sum: Sums, more: Sums): void {
  for (const [name, value] of Object.entries(more)) {
    const before: unknown = Reflect.get(sum, name)
    if (typeof value === 'number' && typeof before === 'number') Reflect.set(sum, name, before + value)
  }
}
