import type { WorkerEvents } from 'graphile-worker'
import { Registry } from 'prom-client'

import { metricsOf } from '@/metrics/registry'
import { watchPool } from '@/metrics/watch-pool'

const BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
const OTHER = 'other'
const STATES = ['ready', 'later', 'running', 'failed'] as const

/** The state of the queue. */
export type QueueState = Record<(typeof STATES)[number] | 'oldestReadySeconds', number>
type Needs = { tasks: readonly string[]; poolSize: number; look: () => Promise<QueueState> }

/** All metrics of the jobs process. Labels are names of tasks and outcomes, so the number of series is bounded. */
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
  /** Both gauges of a scrape share one query; if the database is down they have no value, and the others are served. */
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
    /** Counts the queue's job events. */
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
