import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import postgres from 'postgres'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import * as z from 'zod'

import { openDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres'

declare module 'vitest' {
  // Merging into vitest's declaration needs an interface.
  export interface ProvidedContext {
    templateUrl: string
    /** Above the owner; to create databases and to bypass everything. */
    superuserUrl: string
    /** Of the cluster, whose files a test may inspect. */
    clusterFolder: string
  }
}

export const PASSWORDS = { app: 'password-of-the-tests', jobs: 'password-of-the-queue' }
const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url))

/** Starts the one Postgres of a run, with a migrated database that each test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'samsal-test-'))
  const server = await startEmbeddedPostgres({ dataDir })
  await migrate({ ownerUrl: server.ownerUrl, passwords: PASSWORDS, migrationsFolder: MIGRATIONS })
  project.provide('templateUrl', server.ownerUrl)
  project.provide('superuserUrl', await readSuperuserUrl(dataDir, server.ownerUrl))
  project.provide('clusterFolder', join(dataDir, 'postgres'))
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

export type TestDatabase = {
  /** Above row-level security; only to look behind it. */
  ownerUrl: string
  /** As the services connect. */
  appUrl: string
  /** As the jobs connect to their queue. */
  jobsUrl: string
  close: () => Promise<void>
}

/**
 * A fresh database for one test file, with `withActor` connected to it as samsal_app. Also provides the identity keys
 * that services read from the environment.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(`template ${new URL(inject('templateUrl')).pathname.slice(1)}`)
}

/** The same without any table. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template template0')
}

async function createDatabase(options: string): Promise<TestDatabase> {
  process.env.IDENTITY_ENCRYPTION_KEY ??= Buffer.alloc(32, 'encryption').toString('base64')
  process.env.IDENTITY_HASH_KEY ??= Buffer.alloc(32, 'hash').toString('base64')
  const template = new URL(inject('templateUrl'))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const superuser = postgres(inject('superuserUrl'), { max: 1 })
  await superuser.unsafe(`create database ${name} owner samsal ${options}`)
  // What a template does not copy.
  await superuser.unsafe(`revoke temporary on database ${name} from public`)
  await superuser.end()
  const own = withDatabase(template, name)
  const app = new URL(own)
  app.username = 'samsal_app'
  app.password = PASSWORDS.app
  const jobs = new URL(own)
  jobs.username = 'samsal_jobs'
  jobs.password = PASSWORDS.jobs
  const connection = openDatabase(app.href, { max: 4 })
  return { ownerUrl: own.href, appUrl: app.href, jobsUrl: jobs.href, close: connection.close }
}

async function readSuperuserUrl(dataDir: string, ownerUrl: string): Promise<string> {
  const { superuserPassword } = z
    .looseObject({ superuserPassword: z.string() })
    .parse(JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')))
  const url = withDatabase(new URL(ownerUrl), 'postgres')
  url.username = 'samsal_superuser'
  url.password = superuserPassword
  return url.href
}

function withDatabase(url: URL, name: string): URL {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other
}
