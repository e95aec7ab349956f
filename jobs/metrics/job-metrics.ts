import type { WorkerEvents } from 'graphile-worker'
import { Registry } from 'prom-client'

import { metricsOf } from '@/metrics/registry'
import { watchPool } from '@/metrics/watch-pool'

const BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
const OTHER = 'other'
const STATES = ['ready', 'later', 'running', 'failed'] as const

/** How the queue stands. */
export type QueueState = Record<(typeof STATES)[number] | 'oldestReadySeconds', number>
type Needs = { tasks: readonly string[]; poolSize: number; look: () => Promise<QueueState> }

/** Everything that the jobs process counts. Labels are the names of tasks and outcomes: nothing that grows. */
export function makeJobMetrics({ tasks, poolSize, look }: Needs) {
  const registry = new Registry()
  const { counter, gauge, histogram } = metricsOf(registry)
  const jobs = counter({
    name: 'samsal_jobs_total',
    help: 'Jobs by task and outcome: ok, error (tried again later), failed (given up).',
    labels: ['task', 'outcome'],
  })
  const seconds = histogram({
    name: 'samsal_jobs_duration_seconds',
    help: 'How long a job ran.',
    labels: ['task'],
    buckets: BUCKETS,
  })
  let asked: Promise<QueueState | null> | undefined
  /** Both that are looked at together are one question; a database that is away says nothing, and the rest is told. */
  const ask = (): Promise<QueueState | null> => {
    asked ??= look()
      .catch(() => null)
      .finally(() => (asked = undefined))
    return asked
  }
  gauge({
    name: 'samsal_jobs_oldest_ready_age_seconds',
    help: 'How long the oldest job that could run has waited; 0 when there is none.',
    collect: async (age) => {
      const state = await ask()
      if (state) age.set(state.oldestReadySeconds)
      else age.remove()
    },
  })
  gauge({
    name: 'samsal_jobs_queue_length',
    help: 'Jobs in the queue: ready, later (its time has not come), running, failed (given up).',
    labels: ['state'],
    collect: async (queue) => {
      const state = await ask()
      queue.reset()
      for (const one of STATES) if (state) queue.set({ state: one }, state[one])
    },
  })
  for (const task of tasks) seconds.zero({ task })
  for (const task of tasks) for (const outcome of ['ok', 'error', 'failed']) jobs.inc({ task, outcome }, 0)
  const nameOf = (task: string) => tasks.find((one) => one === task) ?? OTHER
  return {
    registry,
    pool: watchPool(registry, () => poolSize),
    /** Counts what the queue tells of its jobs. */
    follow: (events: WorkerEvents): void => {
      const running = new Map<string, () => void>()
      events.on('job:start', ({ job }) =>
        running.set(job.id, seconds.startTimer({ task: nameOf(job.task_identifier) })),
      )
      events.on('job:success', ({ job }) => jobs.inc({ task: nameOf(job.task_identifier), outcome: 'ok' }))
      events.on('job:error', ({ job }) => {
        const outcome = job.attempts >= job.max_attempts ? 'failed' : 'error'
        jobs.inc({ task: nameOf(job.task_identifier), outcome })
      })
      events.on('job:complete', ({ job }) => {
        running.get(job.id)?.()
        running.delete(job.id)
      })
    },
  }
}
