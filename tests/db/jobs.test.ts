import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { eq } from 'drizzle-orm'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { withActor } from '@/db/client'
import { attendanceEntries } from '@/db/schema/attendance'
import { heartbeats } from '@/db/schema/audit'
import { recordPresence } from '@/services/attendance/record-presence'
import { SET_UP } from '@/tests/factories/set-up'
import { factsOfLesson, makeRegion } from '@/tests/factories/taught-lesson'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const GIVES_UP_MS = 15_000

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  // Beside node_modules, so that the bundle finds them.
  folder = await mkdtemp(join(ROOT, 'node_modules', '.jobs-test-'))
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

it('the jobs process settles a lesson that ends, gives a sign of life and stops when asked', async () => {
  const bundle = join(folder, 'jobs.mjs')
  await build({
    ...{ entryPoints: [join(ROOT, 'jobs/main.ts')], outfile: bundle, bundle: true },
    ...{ platform: 'node', format: 'esm', packages: 'external', tsconfig: join(ROOT, 'tsconfig.json') },
  })
  const region = await makeRegion()
  await recordPresence({ kind: 'system', name: 'media-server' }, { nodeId: 'node-1', facts: factsOfLesson(region) })
  const jobs = spawn(process.execPath, [bundle], {
    env: {
      ...process.env,
      APP_DATABASE_URL: database.appUrl,
      QUEUE_DATABASE_URL: database.ownerUrl,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exit = new Promise<number | null>((resolve) => jobs.once('exit', resolve))
  await until(async () => (await countEntries(region.lessonId)) === 3 && (await isAlive()))
  jobs.kill('SIGTERM')
  expect(await exit).toBe(0)
})

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
