import { expect, test } from 'vitest'
import { takeLock } from './lock.ts'

test('a lock has one holder at a time', async () => {
  const subject = `test ${process.pid}`
  const first = await takeLock(subject)
  expect(first).not.toBeNull()
  expect(await takeLock(subject)).toBeNull()
  await first?.release()
  const second = await takeLock(subject)
  expect(second).not.toBeNull()
  await second?.release()
})
