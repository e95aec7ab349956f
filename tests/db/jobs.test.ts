import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { attendanceEntries } from '@/db/schema/attendance'
import { heartbeats } from '@/db/schema/audit'
import { receiveMediaEvents } from '@/services/media-events/receive-media-events'
import { SET_UP } from '@/tests/factories/set-up'
import { factsOfLesson, makeRegion } from '@/tests/factories/taught-lesson'
import { bundleEntry } from '@/tests/support/bundle'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const GIVES_UP_MS = 15_000

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('the jobs process assesses a lesson that ends, sends a heartbeat and stops when asked', async () => {
  const bundle = await bundleEntry('jobs/main.ts')
  const region = await makeRegion()
  await receiveMediaEvents({ kind: 'system', name: 'media-server' }, { nodeId: 'node-1', facts: factsOfLesson(region) })
  const jobs = spawn(process.execPath, [bundle.path], {
    env: {
      ...process.env,
      APP_DATABASE_URL: database.appUrl,
      QUEUE_DATABASE_URL: database.jobsUrl,
      TICKET_PRIVATE_KEY: makeTicketKey(),
      MEDIA_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exit = new Promise<number | null>((resolve) => jobs.once('exit', resolve))
  await until(async () => (await countEntries(region.lessonId)) === 3 && (await isAlive()))
  jobs.kill('SIGTERM')
  expect(await exit).toBe(0)
  await bundle.remove()
})

/** A separate key: nothing is to be deleted here. */
function makeTicketKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })).toString('base64')
}

async function countEntries(lessonId: Awaited<ReturnType<typeof makeRegion>>['lessonId']): Promise<number> {
  return withActor(SET_UP, (tx) => tx.$count(attendanceEntries, eq(attendanceEntries.lessonId, lessonId)))
}

async function isAlive(): Promise<boolean> {
  return withActor(SET_UP, async (tx) => (await tx.$count(heartbeats, eq(heartbeats.name, 'jobs'))) === 1)
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (const givesUpAt = Date.now() + GIVES_UP_MS; Date.now() < givesUpAt; await sleep(50)) if (await isTrue()) return
  throw new Error('it did not become true in time')
}
