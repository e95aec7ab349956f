import { spawnSync } from 'node:child_process'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { checkPassword } from '@/services/access/check-password'
import { bundleEntry } from '@/tests/support/bundle'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const ANSWERS = {
  ...{ email: 'first@example.org', name: 'First', password: 'a password that is long' },
  ...{ municipalityCode: '2480', municipalityName: 'Umeå' },
}

let database: TestDatabase
let bundle: Awaited<ReturnType<typeof bundleEntry>>

beforeAll(async () => {
  database = await createTestDatabase()
  bundle = await bundleEntry('commands/make-administrator.ts')
})
afterAll(async () => {
  await bundle.remove()
  await database.close()
})

function make(answers: object) {
  const env = { ...process.env, APP_DATABASE_URL: database.appUrl }
  return spawnSync(process.execPath, [bundle.path], { env, input: JSON.stringify(answers), encoding: 'utf8' })
}

it('the command makes an administrator who can sign in', async () => {
  expect(make(ANSWERS)).toMatchObject({ status: 0, stdout: 'first@example.org is an administrator of Umeå.\n' })
  const { email, password } = ANSWERS
  expect(await checkPassword({ email, password })).toMatchObject({ name: 'First' })
})

it.each([
  ['a short password', { ...ANSWERS, password: 'short' }, /people\.password-too-short/],
  ['a wrong code', { ...ANSWERS, municipalityCode: '24' }, /municipalityCode/],
  ['an unknown field', { ...ANSWERS, surplus: true }, /surplus/],
])('the command refuses %s', (_label, answers, said) => {
  const { status, stderr } = make(answers)
  expect(status).toBe(1)
  expect(stderr).toMatch(said)
})
