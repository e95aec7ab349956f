import { generateKeyPairSync } from 'node:crypto'

import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'

import { signTicket } from '@/services/tickets/sign-ticket'

import { ticketNumberOf } from './ticket-number'

test("a page's number is the beginning of its ticket's id, whatever alphabet the name uses", async () => {
  const ticket = await signTicket(
    {
      lessonId: crypto.randomUUID(),
      subject: { kind: 'person', id: crypto.randomUUID() },
      role: 'participant',
      displayName: 'ሳባ Åström',
      language: 'ti',
      permissions: [],
      mediaUrl: 'http://127.0.0.1:3001',
    },
    generateKeyPairSync('ed25519').privateKey,
  )
  expect(ticketNumberOf(ticket)).toMatch(/^[0-9a-f]{6}$/)
  expect(decodeJwt(ticket).jti?.startsWith(String(ticketNumberOf(ticket)))).toBe(true)
})

test.each([
  ['no ticket', ''],
  ['no JSON', 'a.b.c'],
  ['no id', `a.${btoa('{}')}.c`],
])('%s has no number', (_, ticket) => {
  expect(ticketNumberOf(ticket)).toBeNull()
})
