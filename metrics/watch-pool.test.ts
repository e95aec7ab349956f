import { Registry } from 'prom-client'
import { expect, test } from 'vitest'

import { watchPool } from './watch-pool'

function make() {
  const registry = new Registry()
  const pool = watchPool(registry, () => 10)
  const running = async () => {
    const text = await registry.metrics()
    return ['waiting', 'running'].map((state) => Number(new RegExp(`{state="${state}"} (\\d+)`).exec(text)?.[1]))
  }
  return { pool, running, text: () => registry.metrics() }
}

test('a transaction waits, runs and ends', async () => {
  const { pool, running, text } = make()
  const one = pool.asked()
  expect(await running()).toEqual([1, 0])
  one.begun()
  expect(await running()).toEqual([0, 1])
  one.ended(true)
  expect(await running()).toEqual([0, 0])
  expect(await text()).toContain('samsal_database_transaction_duration_seconds_count{outcome="committed"} 1')
})

test('one that never got a connection stops waiting', async () => {
  const { pool, running, text } = make()
  pool.asked().ended(false)
  expect(await running()).toEqual([0, 0])
  expect(await text()).toContain('samsal_database_transaction_duration_seconds_count{outcome="rolled-back"} 1')
  expect(await text()).toContain('samsal_database_wait_duration_seconds_count 0')
})
