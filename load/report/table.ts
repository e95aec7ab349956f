import { JOIN_PHASES } from '../endpoint/endpoint-metrics'
import type { GroupSummary, Spread, Summary } from './summary'

const GAP = '  '

/** The whole report for a terminal. */
export function formatSummary(summary: Summary): string {
  const { window, worker, workers, samples, limit, errors } = summary
  const rows = [...summary.groups, summary.all]
  const sentences = [
    `measured ${window.seconds.toFixed(0)} s: ${count(window.packetsPerSecond)} packets/s in, ${window.megabitsPerSecond.toFixed(1)} Mbit/s, ${window.lossPercent.toFixed(3)} % lost, ${count(window.sentPacketsPerSecond)} packets/s sent`,
    ...workers.map(
      (one) =>
        `worker ${one.pid}: ${one.cpuPercent.toFixed(0)} % of a core, ${one.cpuSeconds.toFixed(2)} s, ${one.residentMegabytes.toFixed(0)} MB`,
    ),
    worker
      ? `workers: ${worker.microsPerPacket.toFixed(1)} µs per packet, ${(worker.microsPerEndpointSecond / 10_000).toFixed(3)} % of a core per endpoint`
      : 'workers: none on this machine, or not ours to look at',
    `tester: ${window.testerCpuPercent.toFixed(0)} % of a core in its busiest process, ${window.testerMicrosPerPacket.toFixed(1)} µs per packet`,
    ...(window.machinePercent === null ? [] : [`machine: ${window.machinePercent.toFixed(0)} % of all cores`]),
    `samples: ${samples.authentic} authentic, ${samples.forged} forged`,
    `limit: ${limit}`,
    ...Object.entries(errors).map(([error, times]) => `error, ${times} times: ${error}`),
  ]
  return [
    align([
      [
        '',
        'endpoints',
        'in',
        'packets',
        'MB',
        'kbit/s each',
        'lost %',
        'repaired %',
        'voice ms',
        'picture ms',
        'freezes',
        'frozen s',
        'back',
      ],
      ...rows.map(mediaRow),
    ]),
    '',
    align([['join, ms', ...JOIN_PHASES.map(titleOf)], ...rows.map(joinRow)]),
    '',
    ...sentences,
  ].join('\n')
}

function mediaRow(group: GroupSummary): string[] {
  return [
    group.group,
    String(group.endpoints),
    String(group.joined),
    count(group.packets),
    group.megabytes.toFixed(1),
    group.kilobitsPerSecond.toFixed(0),
    group.lossPercent.toFixed(3),
    group.repairedPercent.toFixed(0),
    spread(group.delayMs.audio),
    spread(group.delayMs.video),
    String(group.freezes),
    group.frozenSeconds.toFixed(1),
    backOf(group),
  ]
}

/** Clients that reconnected with new streams waited for these, too. */
function backOf({ back, backMs }: GroupSummary): string {
  const times = back.resumed + back.joinedAnew + back.rebuilt
  if (times === 0) return '-'
  const media = `${times} in ${spread(backMs.media)} ms`
  const onNewStreams = [
    ...(backMs.voice ? [`voice ${spread(backMs.voice)}`] : []),
    ...(backMs.frame ? [`picture ${spread(backMs.frame)}`] : []),
  ]
  return [media, ...onNewStreams].join(', ')
}

function joinRow(group: GroupSummary): string[] {
  return [group.group, ...JOIN_PHASES.map((phase) => spread(group.join[phase]))]
}

function titleOf(phase: (typeof JOIN_PHASES)[number]): string {
  const titles = {
    socket: 'socket',
    welcome: 'welcome',
    ice: 'ICE',
    dtls: 'DTLS',
    firstVoice: 'voice',
    firstFrame: 'picture',
  }
  return titles[phase]
}

/** p50/p95/p99. */
function spread(value: Spread | null): string {
  if (!value) return '-'
  return [value.p50, value.p95, value.p99].map((one) => (one < 10 ? one.toFixed(1) : one.toFixed(0))).join('/')
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB').replaceAll(',', ' ')
}

function align(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n')
}
