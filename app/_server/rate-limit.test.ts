import { AsyncLocalStorage } from 'node:async_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { expect, test } from 'vitest'

import { startCounting, takeAttempt } from './rate-limit'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

test('a counted key keeps no reference to its request', async () => {
  startCounting()
  const storage = new AsyncLocalStorage<object>()
  const answer = async () => {
    const response = { buffers: Buffer.alloc(1_000_000) }
    await storage.run(response, () => takeAttempt('sign-in-account', 'of a request'))
    return new WeakRef(response)
  }
  const kept = await answer()
  await expect
    .poll(() => {
      collectGarbage()
      return kept.deref() === undefined
    })
    .toBe(true)
})

test('the eleventh sign-in with one address is refused, with another it is not', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1) await takeAttempt('sign-in', 'mona@example.org')
  await expect(takeAttempt('sign-in', 'mona@example.org')).rejects.toMatchObject({ code: 'access.too-many-attempts' })
  await expect(takeAttempt('sign-in', 'sara@example.org')).resolves.toBeUndefined()
})

test('each kind of attempt is counted separately', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1) await takeAttempt('approve-pairing', 'one')
  await expect(takeAttempt('approve-pairing', 'one')).rejects.toMatchObject({ code: 'access.too-many-attempts' })
  await expect(takeAttempt('open-link', 'one')).resolves.toBeUndefined()
})
