import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchOutside, isPublicAddress } from './outside-fetch'

let server: Server
let origin: string
const asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/long') return response.end('x'.repeat(300 * 1_024))
    if (request.url === '/elsewhere') return response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const GET = { method: 'GET', headers: {} }

test.each(['93.184.216.34', '8.8.8.8', '2600:1406:3a00::1', '172.32.0.1', '100.63.255.255'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

test.each([
  ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', '::ffff:10.0.0.1'],
  ...['64:ff9b::a00:1', '2002:7f00:1::', '2001:db8::1', 'localhost', ''],
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false))

test.each([
  ['http://example.org/', 'not-https'],
  ['https://127.0.0.1/', 'private-address'],
  ['https://[::1]/', 'private-address'],
  ['https://[::ffff:127.0.0.1]/', 'private-address'],
  // Other ways to write 127.0.0.1, which a URL turns into it.
  ['https://2130706433/', 'private-address'],
  ['https://0x7f.1/', 'private-address'],
  ['https://localhost/', 'private-address'],
])('%s is not requested: %s', async (address, reason) => {
  await expect(fetchOutside([])(address, GET)).rejects.toMatchObject({ reason })
})

test('a server of our own is reached only where it has been named', async () => {
  await expect(fetchOutside([])(`${origin}/`, GET)).rejects.toMatchObject({ reason: 'not-https' })
  await expect(fetchOutside(['http://localhost:1'])(`${origin}/`, GET)).rejects.toMatchObject({ reason: 'not-https' })
  expect(asked).toEqual([])
  const answer = await fetchOutside([origin])(`${origin}/a`, GET)
  expect([answer.status, await answer.text(), asked]).toEqual([200, '{}', ['/a']])
})

test('a redirect is returned and not followed', async () => {
  expect((await fetchOutside([origin])(`${origin}/elsewhere`, GET)).status).toBe(302)
})

test('a long response is refused', async () => {
  await expect(fetchOutside([origin])(`${origin}/long`, GET)).rejects.toThrow('too long')
})
