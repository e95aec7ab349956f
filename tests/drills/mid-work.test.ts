import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { PERMISSIONS_BY_ROLE } from '@/domain/live-lesson/roles'
import type { Subject } from '@/domain/live-lesson/vocabulary'
import { ROUTER_RTP_CAPABILITIES } from '@/protocol/media-profile'
import { PROTOCOL_VERSION } from '@/protocol/version'
import { signTicket } from '@/services/tickets/sign-ticket'
import { anyFingerprint, TestClient } from '@/tests/support/media-server'
import { startSystem, waitUntil, type System } from '@/tests/support/system'

/*
 * Each process dies in the middle of a write: the table that it needs is locked until it is dead. The data folder is a
 * separate disk, small enough to be filled.
 */

const DISK = '500m'
/** The media server's data is on a separate disk. */
const MEDIA_DISK = '20m'
/** As many joins and leaves as do not fit into an existing page of the outbox. */
const ROUNDS = 12

let disk: string
let system: System
let key: KeyObject
let lessonId: string
let communicatorId: string
let personId: string

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  key = privateKey
  const pem = Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })).toString('base64')
  disk = mkdtempSync(path.join(tmpdir(), 'samsal-disk-'))
  mount(DISK, disk)
  mkdirSync(mediaDisk())
  mount(MEDIA_DISK, mediaDisk())
  system = await startSystem({ TICKET_PRIVATE_KEY: pem, LOG_LEVEL: 'warn', DATA_DIR: disk })
  const [lesson] = await system.query<{ id: string; communicator: string; person: string }>(
    `select l.id, l.communicator_id as communicator, e.person_id as person from lessons l
     join enrolments e on e.group_id = l.group_id join persons p on p.id = e.person_id
     where l.starts_at <= now() and l.ends_at > now() and p.display_name like 'Saba%' limit 1`,
  )
  if (!lesson) throw new Error('the made-up region has no lesson now')
  ;({ id: lessonId, communicator: communicatorId, person: personId } = lesson)
})
afterAll(async () => {
  await system.stop()
  for (const one of [mediaDisk(), disk]) execFileSync('umount', ['-l', one])
  rmdirSync(disk)
})

const mediaDisk = () => path.join(disk, 'media')

function mount(size: string, where: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'tmpfs', where])
}

async function join(role: 'communicator' | 'participant', subject: Subject): Promise<TestClient> {
  const ticket = await signTicket(
    {
      ...{ lessonId, subject, role, displayName: 'Anna', language: 'sv', mediaUrl: 'http://localhost' },
      permissions: [...PERMISSIONS_BY_ROLE[role]],
    },
    key,
  )
  const client = new TestClient(`http://127.0.0.1:${system.mediaPort}`, {
    ...{ protocolVersion: PROTOCOL_VERSION, ticket, rtpCapabilities: ROUTER_RTP_CAPABILITIES },
    ...{ dtlsParameters: anyFingerprint(), enter: true, mode: 'everything' },
  })
  await client.next('lesson:welcome')
  return client
}
const teacher = () => join('communicator', { kind: 'staff', id: communicatorId })
const saba = () => join('participant', { kind: 'person', id: personId })

/** Locks a table while `act` causes a write to it; resolves when the write waits. Returns how to unlock. */
async function hold(table: string, act: () => unknown): Promise<() => Promise<void>> {
  const client = postgres(system.ownerUrl(), { max: 1, onnotice: () => {} })
  const held = await client.reserve()
  await held.unsafe(`begin; lock table ${table} in access exclusive mode`)
  await act()
  await waitUntil(async () => {
    const [row] = await system.query<{ n: string }>(
      `select count(*) as n from pg_locks where relation = '${table}'::regclass and not granted`,
    )
    return Number(row?.n) > 0
  }, 30_000)
  return async () => {
    await held.unsafe('commit')
    held.release()
    await client.end()
  }
}

const countOf = async (condition: string) => {
  const [row] = await system.query<{ n: string }>(
    `select count(*) as n from presence_facts where lesson_id = '${lessonId}' and ${condition}`,
  )
  return Number(row?.n)
}

test.each(['next-server', 'media-server.mjs', 'native/bin/postgres'])(
  'kill -9 of %s in the middle of a batch of facts: each is there, once',
  async (name) => {
    const before = {
      joined: await countOf(`kind = 'joined' and person_id is not null`),
      left: await countOf(`kind = 'left' and person_id is not null`),
    }
    let client: TestClient | undefined
    const letGo = await hold('presence_facts', async () => {
      client = await saba()
      client.close()
    })
    // The unconfirmed batch is not there; its facts are on the media server's disk.
    system.kill(name)
    await letGo().catch(() => undefined)
    await waitUntil(
      async () => (await countOf(`kind = 'joined' and person_id is not null`).catch(() => -1)) === before.joined + 1,
      60_000,
    )
    await waitUntil(async () => (await countOf(`kind = 'left' and person_id is not null`)) === before.left + 1, 60_000)
    await waitUntil(async () => (await fetch(`${system.url}/api/health`).catch(() => null))?.ok === true, 60_000)
  },
)

const healthOfMedia = async () => (await fetch(`http://127.0.0.1:${system.mediaPort}/health`)).status
const healthOfAll = async () => {
  const answer = await fetch(`${system.url}/api/health`).catch(() => null)
  return answer && ((await answer.json()) as { ok: boolean; parts: Record<string, boolean> })
}

test.each([
  ['the media server’s', () => [mediaDisk()], { database: true, jobs: true, mediaServer: true, presence: false }],
  ['every', () => [mediaDisk(), disk], { presence: false }],
])(
  'with %s disk full people come and go, health reports it, and each fact is there, once, when there is space again',
  async (_name, disks, ill) => {
    const joined = await countOf(`kind = 'joined' and person_id is not null`)
    const left = await countOf(`kind = 'left' and person_id is not null`)
    const fillings = disks().map(fill)
    const communicator = await teacher()
    for (let time = 0; time < ROUNDS; time += 1) {
      const client = await saba()
      client.close()
    }
    await waitUntil(async () => (await healthOfMedia()) === 503, 10_000)
    await waitUntil(async () => (await healthOfAll())?.parts.presence === false, 10_000)
    const parts = (await healthOfAll())?.parts
    for (const filling of fillings) rmSync(filling)
    const classroomAtMs = Date.now()
    expect(parts).toMatchObject(ill)
    await waitUntil(async () => (await healthOfMedia()) === 200, 30_000)
    await waitUntil(async () => (await countOf(`kind = 'left' and person_id is not null`)) === left + ROUNDS, 60_000)
    expect(await countOf(`kind = 'joined' and person_id is not null`)).toBe(joined + ROUNDS)
    await waitUntil(async () => (await healthOfAll())?.ok === true, 60_000)
    console.log(`full: ${JSON.stringify(parts)}; all told ${Date.now() - classroomAtMs} ms after there was classroom`)
    communicator.close()
  },
)

/** Fills a disk completely. @returns the file that fills it. */
function fill(full: string): string {
  const file = path.join(full, 'filling')
  for (let size = 1 << 20; size > 0; size >>= 1) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // Full for this size: a smaller write may still fit.
    }
  }
  expect(statfsSync(full).bavail).toBe(0)
  return file
}

test('kill -9 of the jobs in the middle of an assessment: the lesson is assessed, once', async () => {
  const communicator = await teacher()
  const client = await saba()
  await communicator.ask('lesson:start', {})
  const letGo = await hold('attendance_entries', () => communicator.ask('lesson:end', {}))
  system.kill('jobs.mjs')
  await letGo()
  client.close()
  communicator.close()
  const current = `select count(*) as n from attendance_entries where lesson_id = '${lessonId}' and person_id = '${personId}'`
  await waitUntil(async () => Number((await system.query<{ n: string }>(current))[0]?.n) === 1, 90_000)
  const stuck = `select count(*) as n from graphile_worker.jobs where task_identifier = 'assess-lesson' and attempts = 0`
  await waitUntil(async () => Number((await system.query<{ n: string }>(stuck))[0]?.n) === 0, 30_000)
  expect(Number((await system.query<{ n: string }>(current))[0]?.n)).toBe(1)
})
