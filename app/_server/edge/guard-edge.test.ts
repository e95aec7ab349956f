import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { askRaw } from '@/tests/support/raw-request'

import { guardEdge } from './guard-edge'

let server: Server
let port: number
/** The requests that reached the handler behind it. */
const seen: { path: string | undefined; sender: unknown }[] = []

beforeAll(async () => {
  const settings = {
    APP_DATABASE_URL: 'postgres://localhost/none',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    TICKET_PRIVATE_KEY: 'eA==',
    MEDIA_SHARED_SECRET: 'x'.repeat(32),
    PUBLIC_URL: 'https://samsal.example',
    MEDIA_PORT: '3001',
    RTC_PORT: '40000',
    RTC_PORTS: '2',
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  guardEdge()
  server = createServer((request, response) => {
    seen.push({ path: request.url, sender: request.headers['x-samsal-sender'] })
    response.end('behind')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ;({ port } = server.address() as AddressInfo)
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const PAGE = '/sign-in'
const ROUTE = '/api/materials/x/slides/1'

test.each([
  ['a page that is asked for', 'GET', PAGE, {}, 200],
  ['a form', 'POST', PAGE, { 'content-length': '262144' }, 200],
  ['a form that is too long', 'POST', PAGE, { 'content-length': '262145' }, 413],
  ['a form that does not say how long it is', 'POST', PAGE, { 'transfer-encoding': 'chunked' }, 413],
  ['a page asked for with a body', 'GET', PAGE, { 'content-length': '1' }, 413],
  ['a page asked for with a body in parts', 'GET', PAGE, { 'transfer-encoding': 'chunked' }, 413],
  ['a page of slides', 'PUT', ROUTE, { 'content-length': '16842752' }, 200],
  ['one that is too long', 'PUT', ROUTE, { 'content-length': '16842753' }, 413],
  ['one that does not say how long it is', 'PUT', ROUTE, { 'transfer-encoding': 'chunked' }, 413],
  ['a removal, which brings nothing', 'DELETE', ROUTE, {}, 200],
  ['an address in another script', 'GET', '/office/%E1%8A%A0', {}, 200],
  ['an address of bytes that are no text', 'GET', '/office/%ED%A0%80', {}, 400],
  ['an address that ends within a letter', 'PUT', '/api/materials/%E1%8A/notes', {}, 400],
  ['an address with half an escape', 'GET', '/office/%', {}, 400],
  ['a path that only looks like a route', 'POST', '/x/api/', { 'content-length': '262145' }, 413],
])('%s', async (_, method, path, headers, expected) => {
  seen.length = 0
  expect(await askRaw(port, { method, path, headers })).toBe(expected)
  expect(seen).toHaveLength(expected === 200 ? 1 : 0)
})

test('the sender header replaces whatever the request says', async () => {
  seen.length = 0
  const headers = { 'x-samsal-sender': 'proof 198.51.100.7', 'x-forwarded-for': '198.51.100.7' }
  await askRaw(port, { method: 'GET', path: PAGE, headers })
  expect(seen[0]?.sender).toMatch(/^[0-9a-f]{32} 127\.0\.0\.1$/)
})

test('https requests get HSTS', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}${PAGE}`)
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
})
