import { expect, test } from 'vitest'

import { takeAttempt } from './rate-limit'

test('the eleventh sign-in with one address is refused, with another it is not', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1) await takeAttempt('sign-in', 'mona@example.org')
  await expect(takeAttempt('sign-in', 'mona@example.org')).rejects.toMatchObject({ code: 'access.too-many-attempts' })
  await expect(takeAttempt('sign-in', 'sara@example.org')).resolves.toBeUndefined()
})

test('each kind of attempt is counted by itself', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1) await takeAttempt('approve-pairing', 'one')
  await expect(takeAttempt('approve-pairing', 'one')).rejects.toMatchObject({ code: 'access.too-many-attempts' })
  await expect(takeAttempt('open-link', 'one')).resolves.toBeUndefined()
})
