import { beforeAll, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'

import { DomainError } from '@/domain/domain-error'

import { parseInput, runAction } from './run-action'

/** The environment that the web app's logger needs; nothing in it is used. */
beforeAll(() => {
  const settings = {
    APP_DATABASE_URL: 'postgres://localhost/none',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    TICKET_PRIVATE_KEY: 'eA==',
    MEDIA_SHARED_SECRET: 'x'.repeat(32),
    PUBLIC_URL: 'http://localhost:3000',
    MEDIA_PORT: '3001',
    RTC_PORT: '40000',
    RTC_PORTS: '2',
    LOG_LEVEL: 'silent',
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
})

const schema = z.strictObject({
  name: z.string().min(1).max(5),
  email: z.email(),
  on: z.iso.date(),
  minutes: z.number().min(5),
  kind: z.enum(['a', 'b']),
  siteId: z.uuid(),
})
const right = {
  name: 'Sara',
  email: 'sara@example.org',
  on: '2026-11-21',
  minutes: 5,
  kind: 'a',
  siteId: '00000000-0000-4000-8000-000000000001',
}

const fieldsOf = async (change: Record<string, unknown>) => {
  const result = await runAction('test', async () => parseInput(schema, { ...right, ...change }))
  return result.ok ? {} : result.fields
}

describe('an invalid field has its error beside it', () => {
  test.each([
    ['nothing', { name: '' }, { name: 'input.required' }],
    ['nothing at all', { name: undefined }, { name: 'input.required' }],
    ['too much', { name: 'Saraaa' }, { name: 'input.too-long' }],
    ['no address', { email: 'sara' }, { email: 'input.not-an-email' }],
    ['no date', { on: '31.12.' }, { on: 'input.not-a-date' }],
    ['no number', { minutes: undefined }, { minutes: 'input.not-a-number' }],
    ['too little', { minutes: 4 }, { minutes: 'input.too-short' }],
    ['a choice that is none', { kind: 'c' }, { kind: 'input.unknown-choice' }],
    ['nothing chosen', { siteId: '' }, { siteId: 'input.required' }],
  ])('%s', async (_, change, expected) => {
    expect(await fieldsOf(change)).toEqual(expected)
  })

  test('two invalid fields are both named', async () => {
    expect(await fieldsOf({ name: '', kind: 'c' })).toEqual({
      name: 'input.required',
      kind: 'input.unknown-choice',
    })
  })
})

test("a service's refusal keeps its code, and its field", async () => {
  const result = await runAction('test', async () => {
    throw new DomainError('input.already-taken', { field: 'email' })
  })
  expect(result).toMatchObject({
    ok: false,
    error: { code: 'input.already-taken' },
    fields: { email: 'input.already-taken' },
  })
})

test('an unexpected error says only "internal": its message may contain personal data', async () => {
  const result = await runAction('test', async () => {
    throw new Error('duplicate key (email)=(mona@example.org)', { cause: new Error('params: mona') })
  })
  expect(result).toEqual({ ok: false, error: { code: 'internal', details: {} }, fields: {} })
})
