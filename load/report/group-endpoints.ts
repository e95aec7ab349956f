import { type JoinPhase, type ReceivedKind } from '../endpoint/endpoint-metrics'
import type { Group } from '../lesson/plan-lesson'
import { Histogram, type HistogramData } from './histogram'
import { emptyGroup, mergeData, type EndpointResult, type GroupResult } from './run-result'

/** A communicator or guest may be alone and receive nobody. */
const MAY_BE_ALONE: readonly Group[] = ['communicator', 'guest', 'interpreter']

/** Sums endpoints up by kind. Delays are counted elsewhere. */
export function groupEndpoints(endpoints: readonly EndpointResult[]): Partial<Record<Group, GroupResult>> {
  const groups: Partial<Record<Group, GroupResult>> = {}
  for (const endpoint of endpoints) add(endpoint, (groups[endpoint.group] ??= emptyGroup()))
  return groups
}

function add(endpoint: EndpointResult, result: GroupResult): void {
  const { group, audio, video, sent, reconnects, times } = endpoint
  result.endpoints += 1
  result.joined += endpoint.hasJoined ? 1 : 0
  result.presentSeconds += endpoint.presentSeconds
  if (!MAY_BE_ALONE.includes(group)) {
    result.deaf += audio.packets === 0 ? 1 : 0
    result.blind += video.packets === 0 && group !== 'audio' ? 1 : 0
  }
  addReceived(result.audio, audio)
  addReceived(result.video, video)
  result.packetsSent += sent.packets
  result.bytesSent += sent.bytes
  for (const [phase, ms] of Object.entries(times) as [JoinPhase, number][]) {
    result.phases[phase] = mergeData(result.phases[phase], dataOf([ms]))
  }
  for (const { how, mediaMs, voiceMs, frameMs } of reconnects) {
    result.back[how] += 1
    const { backMs } = result
    backMs.media = mergeData(backMs.media, dataOf([mediaMs]))
    if (voiceMs !== null) backMs.voice = mergeData(backMs.voice, dataOf([voiceMs]))
    if (frameMs !== null) backMs.frame = mergeData(backMs.frame, dataOf([frameMs]))
  }
}

function addReceived(sum: ReceivedKind, more: ReceivedKind): void {
  for (const name of Object.keys(sum) as (keyof ReceivedKind)[]) sum[name] += more[name]
}

function dataOf(values: readonly number[]): HistogramData {
  const histogram = new Histogram()
  for (const value of values) histogram.add(value)
  return histogram.toData()
}
