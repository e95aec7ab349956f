import { expect, test } from 'vitest'

import { SnapshotStore } from './lesson-snapshot'

const isUp = ({ connection }: { connection: string }) => connection === 'up'

test('a wait for a state resolves once it is reached', async () => {
  const store = new SnapshotStore()
  const waited = store.until(isUp, performance.now() + 5_000)
  store.update({ connection: 'lost' })
  store.update({ connection: 'up' })
  expect(await waited).toBe(true)
  expect(await store.until(isUp, performance.now() + 5_000)).toBe(true)
})

test('a wait that times out resolves too', async () => {
  const store = new SnapshotStore()
  expect(await store.until(isUp, performance.now() + 20)).toBe(false)
  store.update({ connection: 'up' })
  expect(await store.until(isUp, performance.now() - 1)).toBe(false)
})
