import { planLesson, type PlannedEndpoint } from '../lesson/plan-lesson'
import type { LoadOptions } from '../options'
import { readMachine } from '../report/machine-usage'
import { findWorkers, readUsage, type ProcessUsage } from '../report/process-usage'
import { mergeResults } from '../report/run-result'
import { summarise, type Summary } from '../report/summary'
import { Gate } from './gate'
import { runElsewhere } from './run-elsewhere'
import { runShard, type Progress, type ShardInput } from './run-shard'

export type LoadRun = {
  options: LoadOptions
  /** Address of the media server's signalling. */
  url: string
  /** The installation's private key, as base64 of its PEM text. */
  ticketPrivateKey: string
  /** The file that further processes run. */
  shardFile?: string | undefined
  onProgress?: (progress: Progress, wanted: number) => void
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]']

/** Runs simulated endpoints against a media server and returns the report. */
export async function runLoad(run: LoadRun): Promise<Summary> {
  const { options, url, ticketPrivateKey, shardFile } = run
  const lessons = Array.from({ length: options.lessons }, () => planLesson(options, url))
  const processes = shardFile === undefined ? 1 : options.processes
  const observers = processes === 1 ? 0 : options.observers
  const shards = spreadOver(lessons, { processes, observers })
  const wanted = shards.flat().length
  const workerPids = options.workerPids.length > 0 ? options.workerPids : findLocalWorkers(url)
  const look = () => ({ workers: usagesOf(workerPids), machine: readMachine() })
  const usages = { before: look(), after: look() }
  const gates = { teaching: new Gate(shards.length), everybody: new Gate(shards.length) }
  const latest = new Map<number, Progress>()
  const results = await Promise.all(
    shards.map((endpoints, index) => {
      const share = endpoints.length / Math.max(wanted, 1)
      const task = observers === 0 ? 'all' : index === 0 ? 'observe' : 'fill'
      const input: ShardInput = { options, url, ticketPrivateKey, endpoints, share, task }
      const hooks = {
        onProgress: (progress: Progress) => {
          latest.set(index, progress)
          run.onProgress?.(sumOf([...latest.values()]), wanted)
        },
        teachingIsIn: () => gates.teaching.arrive(),
        everybodyIsIn: () => gates.everybody.arrive(),
        onMeasuringStarts: () => void (usages.before = look()),
        onMeasuringEnds: () => void (usages.after = look()),
      }
      return index === 0 || shardFile === undefined ? runShard(input, hooks) : runElsewhere(shardFile, input, hooks)
    }),
  )
  return summarise(mergeResults(results), usages)
}

/**
 * Those who teach stay in this process, so that their freezes are known here; the others are distributed in turn.
 * Observers, if any, are taken evenly from all listeners, and share this process with nobody else.
 */
export function spreadOver(
  lessons: readonly PlannedEndpoint[][],
  { processes, observers }: { processes: number; observers: number },
): PlannedEndpoint[][] {
  const shards: PlannedEndpoint[][] = Array.from({ length: processes }, () => [])
  const all = lessons.flat()
  const listeners = all.filter((one) => !one.isTeaching)
  shards[0]?.push(...all.filter((one) => one.isTeaching))
  const every = Math.ceil(listeners.length / Math.max(observers, 1))
  const [observing, filling] =
    observers === 0 ? [[], listeners] : partition(listeners, (_, index) => index % every === 0)
  shards[0]?.push(...observing)
  const others = observers === 0 ? shards : shards.slice(1)
  filling.forEach((planned, index) => others[index % others.length]?.push(planned))
  return shards
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item, index: number) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item, index) => !isFirst(item, index))]
}

function findLocalWorkers(url: string): number[] {
  const { hostname, port } = new URL(url)
  return THIS_MACHINE.includes(hostname) ? findWorkers(Number(port)) : []
}

function usagesOf(pids: readonly number[]): ProcessUsage[] {
  return pids.flatMap((pid) => readUsage(pid) ?? [])
}

function sumOf(all: readonly Progress[]): Progress {
  const sum = { joined: 0, packetsIn: 0, bytesIn: 0, lost: 0, errors: 0 }
  for (const one of all) {
    sum.joined += one.joined
    sum.packetsIn += one.packetsIn
    sum.bytesIn += one.bytesIn
    sum.lost += one.lost
    sum.errors += one.errors
  }
  return sum
}
