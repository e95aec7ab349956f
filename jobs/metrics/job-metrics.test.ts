import { EventEmitter } from 'node:events'

import type { Job, WorkerEvents } from 'graphile-worker'
import { expect, test } from 'vitest'

import { makeJobMetrics, type QueueState } from './job-metrics'

const EMPTY: QueueState = { ready: 0, later: 0, running: 0, failed: 0, oldestReadySeconds: 0 }
const job = (fields: Partial<Job>) => ({
  id: '1',
  task_identifier: 'assess-lesson',
  attempts: 1,
  max_attempts: 25,
  ...fields,
})

function make(look: () => Promise<QueueState> = async () => EMPTY) {
  const metrics = makeJobMetrics({ tasks: ['assess-lesson'], poolSize: 3, look })
  const events: WorkerEvents = new EventEmitter()
  metrics.follow(events)
  const tell = (name: string, fields: Partial<Job> = {}) => (events as EventEmitter).emit(name, { job: job(fields) })
  return { tell, text: () => metrics.registry.metrics() }
}

test('a finished job is counted with its outcome and its time', async () => {
  const { tell, text } = make()
  for (const name of ['job:start', 'job:success', 'job:complete']) tell(name)
  expect(await text()).toContain('samsal_jobs_total{task="assess-lesson",outcome="ok"} 1')
  expect(await text()).toContain('samsal_jobs_duration_seconds_count{task="assess-lesson"} 1')
})

test('a job that will be retried is an error, one that is given up has failed', async () => {
  const { tell, text } = make()
  tell('job:error', { attempts: 24 })
  tell('job:error', { attempts: 25 })
  expect(await text()).toContain('samsal_jobs_total{task="assess-lesson",outcome="error"} 1')
  expect(await text()).toContain('samsal_jobs_total{task="assess-lesson",outcome="failed"} 1')
})

test('unknown tasks share one label', async () => {
  const { tell, text } = make()
  for (const name of ['a', 'b']) tell('job:success', { task_identifier: name })
  expect(await text()).toContain('samsal_jobs_total{task="other",outcome="ok"} 2')
})

test('the queue is queried once for each scrape', async () => {
  let asked = 0
  const { text } = make(async () => ({ ...EMPTY, ready: (asked += 1), oldestReadySeconds: 700 }))
  const first = await text()
  expect(first).toContain('samsal_jobs_queue_length{state="ready"} 1')
  expect(first).toContain('samsal_jobs_oldest_ready_age_seconds 700')
  expect(await text()).toContain('samsal_jobs_queue_length{state="ready"} 2')
})

test('a queue that does not answer is not reported as empty, and the other metrics are served', async () => {
  let isAway = false
  const { text } = make(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(EMPTY)))
  expect(await text()).toMatch(/^samsal_jobs_oldest_ready_age_seconds 0$/m)
  isAway = true
  expect(await text()).not.toMatch(/^samsal_jobs_(oldest_ready_age_seconds|queue_length)/m)
  expect(await text()).toContain('samsal_jobs_total{task="assess-lesson",outcome="ok"} 0')
})
