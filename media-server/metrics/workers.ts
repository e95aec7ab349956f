import { readFile } from 'node:fs/promises'

import type { Worker } from 'mediasoup/types'

import { counter, gauge, histogram } from './registry'
import { TrafficMeter } from './traffic'

const REBUILD_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const VM_RSS_KB = /^VmRSS:\s+(\d+) kB$/m
const KILOBYTE = 1_024

/** The part of a worker that metrics read. Two may have the same index while the first of them drains. */
export type SeenWorker = { index: number; pid: number; ageMs: number; isDraining: boolean; cpuSeconds: number }

let workers: () => readonly SeenWorker[] = () => []
const meters = new Set<TrafficMeter>()
/** CPU time of each worker that has been counted already. */
const countedSeconds = new WeakMap<SeenWorker, number>()

/** Registers these workers to be read at each scrape. */
export function watchWorkers(watched: () => readonly SeenWorker[]): void {
  workers = watched
}

const cpuSeconds = counter({
  name: 'samsal_media_worker_cpu_seconds_total',
  help: 'CPU time of the media workers, by their number.',
  labels: ['worker'],
  collect: (cpu) => {
    for (const worker of workers()) {
      cpu.inc({ worker: worker.index }, Math.max(0, worker.cpuSeconds - (countedSeconds.get(worker) ?? 0)))
      countedSeconds.set(worker, worker.cpuSeconds)
    }
  },
})

const deaths = counter({
  name: 'samsal_media_worker_deaths_total',
  help: 'Deaths of media workers.',
  labels: ['worker'],
})

export const rebuildSeconds = histogram({
  name: 'samsal_media_rebuild_duration_seconds',
  help: 'How long those whose worker died had to wait for their transports, in each lesson.',
  buckets: REBUILD_BUCKETS,
})

gauge({
  name: 'samsal_media_workers',
  help: 'Media workers that take lessons, and those that go when their last lesson is over.',
  labels: ['state'],
  collect: (count) => {
    const draining = workers().filter((worker) => worker.isDraining).length
    count.set({ state: 'serving' }, workers().length - draining)
    count.set({ state: 'draining' }, draining)
  },
})

gauge({
  name: 'samsal_media_worker_resident_memory_bytes',
  help: 'Resident memory of the media workers.',
  labels: ['worker'],
  collect: async (memory) => {
    const read = await Promise.all(
      workers().map(async ({ index, pid }) => ({ worker: index, bytes: await readResidentBytes(pid) })),
    )
    memory.reset()
    for (const { worker, bytes } of read) memory.inc({ worker }, bytes)
  },
})

gauge({
  name: 'samsal_media_worker_age_seconds',
  help: 'How long each media worker that takes lessons has lived.',
  labels: ['worker'],
  collect: (age) => {
    age.reset()
    for (const { index, ageMs, isDraining } of workers()) if (!isDraining) age.set({ worker: index }, ageMs / 1_000)
  },
})

/** Counts this worker's traffic, and its death. */
export function watchWorker(index: number, worker: Worker): void {
  const meter = new TrafficMeter(index)
  meters.add(meter)
  deaths.inc({ worker: index }, 0)
  cpuSeconds.inc({ worker: index }, 0)
  worker.on('died', () => deaths.inc({ worker: index }))
  worker.observer.once('close', () => meters.delete(meter))
  worker.observer.on('newrouter', (router) => meter.watch(router))
}

/** Samples every producer once, one after the other. */
export async function sampleTraffic(): Promise<void> {
  for (const meter of meters) await meter.sample()
}

/** 0 for a worker that has just exited. */
async function readResidentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(VM_RSS_KB.exec(status)?.[1] ?? 0) * KILOBYTE
}
