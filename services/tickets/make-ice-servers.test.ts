import { createHmac } from 'node:crypto'

import { expect, it } from 'vitest'

import { makeIceServers } from './make-ice-servers'

const HOUR_MS = 3_600_000
const server = { url: 'turns:turn.example:443?transport=tcp', secret: 'north' }
const at = (nowMs: number, subject = 'person:one') => makeIceServers(server, { nowMs, subject })[0]

it('credentials are valid for one to two hours, and do not reveal their subject', () => {
  const made = at(1_700_000_000_900)
  expect(made?.urls).toEqual(['turns:turn.example:443?transport=tcp'])
  expect(made?.username).toMatch(/^1700006400:[\w-]{16}$/)
  expect(made?.username).not.toContain('one')
  const credential = createHmac('sha1', 'north').update(String(made?.username)).digest('base64')
  expect(made?.credential).toBe(credential)
})

it('a subject has one username per hour, however many tickets it requests', () => {
  const names = [0, 1_000, HOUR_MS - 1].map((ms) => at(472_222 * HOUR_MS + ms)?.username)
  expect(new Set(names).size).toBe(1)
  expect(at(472_223 * HOUR_MS)?.username).not.toBe(names[0])
  expect(at(472_222 * HOUR_MS, 'person:two')?.username).not.toBe(names[0])
})

it('without a server there are none', () => {
  expect(makeIceServers(null, { nowMs: 0, subject: 'person:one' })).toEqual([])
})
