import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import postgres from 'postgres'

import { openDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres'
import { fillDatabase, type Filled } from '@/scripts/fill/fill-database'
import { PASSWORDS } from '@/tests/support/postgres'

import { MIGRATIONS } from '../older-migrations'

export type FilledCluster = {
  filled: Filled
  owner: postgres.Sql
  superuser: postgres.Sql
  /** What Postgres has logged from this byte on, or from its end on, and where the next reading begins. */
  readLogFrom: (byte: number) => Promise<{ text: string; next: number }>
  close: () => Promise<void>
}

type Options = { scale: number; statementTimeoutMs: number }

/** A Postgres of its own with a made-up region, which `withActor` is connected to, as the app is. */
export async function fillCluster({ scale, statementTimeoutMs }: Options): Promise<FilledCluster> {
  process.env.IDENTITY_ENCRYPTION_KEY ??= Buffer.alloc(32, 'encryption').toString('base64')
  process.env.IDENTITY_HASH_KEY ??= Buffer.alloc(32, 'hash').toString('base64')
  const dataDir = await mkdtemp(join(tmpdir(), 'samsal-filled-'))
  const server = await startEmbeddedPostgres({ dataDir })
  await migrate({ ownerUrl: server.ownerUrl, passwords: PASSWORDS, migrationsFolder: MIGRATIONS })
  const filled = await fillDatabase({ ownerUrl: server.ownerUrl, scale })
  const owner = postgres(server.ownerUrl, { max: 1 })
  const { superuserPassword } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as {
    superuserPassword: string
  }
  const superuser = postgres(withUser(server.ownerUrl, 'samsal_superuser', superuserPassword), { max: 1 })
  await superuser.unsafe(`alter role samsal_app set statement_timeout = ${statementTimeoutMs}`)
  const app = openDatabase(withUser(server.ownerUrl, 'samsal_app', PASSWORDS.app), { max: 4 })
  return {
    filled,
    owner,
    superuser,
    readLogFrom: (byte) => readFrom(join(dataDir, 'postgres.log'), byte),
    close: async () => {
      await Promise.all([app.close(), owner.end(), superuser.end()])
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function withUser(url: string, username: string, password: string): string {
  const other = new URL(url)
  Object.assign(other, { username, password })
  return other.href
}

async function readFrom(path: string, byte: number): Promise<{ text: string; next: number }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const from = Math.min(byte, size)
    const { buffer } = await file.read({ buffer: Buffer.alloc(size - from), position: from })
    return { text: buffer.toString('utf8'), next: size }
  } finally {
    await file.close()
  }
}
