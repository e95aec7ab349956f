import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Kept } from '@/scripts/supervisor/keep-alive'
import { readSettings } from '@/scripts/supervisor/settings'
import { startTurn } from '@/scripts/supervisor/turn'
import { makeIceServers } from '@/services/tickets/make-ice-servers'
import { findFreePort } from '@/tests/support/ports'
import { waitUntil } from '@/tests/support/system'
import { makeTurnCertificate } from '@/tests/support/turn-certificate'
import { TurnClient, type TurnCredentials } from '@/tests/support/turn-client'

const SECRET = 'a-secret-of-the-tests-that-is-long-enough'
const MEDIA_ADDRESS = '198.51.100.7'
const ALLOCATIONS = 6
const FORBIDDEN_PEER = 403
const UNAUTHORIZED = 401
const ALLOCATION_QUOTA_REACHED = 486

const certificate = makeTurnCertificate('localhost')
const dataDir = mkdtempSync(path.join(tmpdir(), 'samsal-turn-'))
const clients: TurnClient[] = []
let port = 0
let servers: Kept[] = []

beforeAll(async () => {
  chmodSync(dataDir, 0o711)
  port = await findFreePort()
  const settings = readSettings({
    DATA_DIR: dataDir,
    RTC_ANNOUNCED_ADDRESS: MEDIA_ADDRESS,
    TURN_PORT: String(port),
    TURN_HOST: 'localhost',
    TURN_CERT: certificate.certificateFile,
    TURN_KEY: certificate.keyFile,
    TURN_ALLOCATIONS: String(ALLOCATIONS),
  })
  servers = await startTurn({ settings, turnSecret: SECRET })
  await waitUntil(() => answers(port), 10_000)
})
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  rmSync(dataDir, { recursive: true, force: true })
  certificate.remove()
})

function answers(at: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(at, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function credentials(nowMs = Date.now()): TurnCredentials {
  const [server] = makeIceServers({ url: 'turns:localhost', secret: SECRET }, { nowMs, subject: 'tests' })
  if (!server) throw new Error('there are no credentials')
  return server
}

async function withClient<T>(given: TurnCredentials, work: (client: TurnClient) => Promise<T>): Promise<T> {
  const client = await TurnClient.connect(port, given)
  try {
    return await work(client)
  } finally {
    client.close()
  }
}

describe('TURN', () => {
  it('relays anyone with credentials to the media server', async () => {
    const codes = await withClient(credentials(), async (client) => [
      await client.allocate(),
      await client.permit(MEDIA_ADDRESS),
    ])
    expect(codes).toEqual([0, 0])
  })

  it.each([
    ['loopback', '127.0.0.1'],
    ['the whole network', '0.0.0.0'],
    ['private, class A', '10.0.0.1'],
    ['private, class B', '172.16.3.4'],
    ['private, class C', '192.168.1.1'],
    ['link-local, where clouds tell secrets', '169.254.169.254'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['multicast', '224.0.0.1'],
    ['a stranger in the internet', '203.0.113.5'],
  ])('denies %s as a peer', async (_, address) => {
    const code = await withClient(credentials(), async (client) => (await client.allocate()) || client.permit(address))
    expect(code).toBe(FORBIDDEN_PEER)
  })

  it.each([
    ['loopback', '::1'],
    ['loopback within IPv6', '::ffff:127.0.0.1'],
    ['private within IPv6', '::ffff:10.0.0.1'],
    ['the media server within IPv6', `::ffff:${MEDIA_ADDRESS}`],
    ['unique local', 'fd00::2'],
    ['link-local', 'fe80::1'],
    ['multicast', 'ff02::1'],
    ['a stranger in the internet', '2001:db8::5'],
  ])('denies %s as a peer in IPv6', async (_, address) => {
    const code = await withClient(credentials(), async (client) => (await client.allocate(6)) || client.permit(address))
    expect(code).toBe(FORBIDDEN_PEER)
  })

  it('refuses a wrong password and an expired username', async () => {
    const wrong = { ...credentials(), credential: 'wrong' }
    expect(await withClient(wrong, (client) => client.allocate())).toBe(UNAUTHORIZED)
    const twoHoursAgo = Date.now() - 2 * 3_600_000
    expect(await withClient(credentials(twoHoursAgo), (client) => client.allocate())).toBe(UNAUTHORIZED)
  })

  it('carries no more allocations than allowed', async () => {
    const codes: number[] = []
    for (let number = 0; number <= ALLOCATIONS; number += 1) {
      const client = await TurnClient.connect(port, credentials())
      clients.push(client)
      codes.push(await client.allocate())
    }
    for (const client of clients) client.close()
    expect(codes.at(-1)).toBe(ALLOCATION_QUOTA_REACHED)
    expect(codes.filter((code) => code === 0).length).toBeLessThanOrEqual(ALLOCATIONS)
  })

  it('is restarted when it is killed', async () => {
    const before = servers[0]?.pid() ?? 0
    process.kill(before, 'SIGKILL')
    await waitUntil(async () => servers[0]?.pid() !== before && (await answers(port)), 10_000)
    expect(await withClient(credentials(), (client) => client.allocate())).toBe(0)
  })
})
