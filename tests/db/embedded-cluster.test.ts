import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { migrate } from '@/db/migrate'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres'
import { findPostgres } from '@/scripts/postgres/program'
import { PASSWORDS } from '@/tests/support/postgres'

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url))
const isRoot = process.getuid?.() === 0

let root: string
let dataDir: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'samsal-cluster-'))
  chmodSync(root, 0o711)
  dataDir = root
})
afterEach(() => {
  const link = join(dataDir, 'postgres')
  if (existsSync(link) && lstatSync(link).isSymbolicLink()) rmSync(dirname(realpathSync(link)), { recursive: true })
  rmSync(root, { recursive: true, force: true })
})

async function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return [...(await client.unsafe<Row[]>(statement))]
  } finally {
    await client.end()
  }
}

const owner = async (url: string) =>
  ask<{ rolname: string; rolsuper: boolean }>(
    url,
    'select rolname, rolsuper from pg_roles where rolname = current_user',
  )

describe('a new cluster', () => {
  it('belongs to an owner that is not a superuser, and no process knows one', async () => {
    const server = await startEmbeddedPostgres({ dataDir })
    try {
      expect(await owner(server.ownerUrl)).toEqual([{ rolname: 'samsal', rolsuper: false }])
      const settings = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'))
      expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600)
      expect(server.ownerUrl).not.toContain(settings.superuserPassword)
    } finally {
      await server.stop()
    }
  })
})

describe('a cluster whose owner an older version made a superuser', () => {
  it('is converted at the start, with all of its contents, and works as before', async () => {
    const port = await freePort()
    const { url, stop } = await startAsOlderVersion(port)
    await migrate({ ownerUrl: url, passwords: PASSWORDS, migrationsFolder: MIGRATIONS })
    await ask(url, `insert into municipalities (code, name, joined_on) values ('2480', 'Umeå', '2020-01-01')`)
    expect(await owner(url)).toEqual([{ rolname: 'samsal', rolsuper: true }])
    await stop()

    for (const _start of ['the first', 'the second']) {
      const server = await startEmbeddedPostgres({ dataDir })
      try {
        expect(await owner(server.ownerUrl)).toEqual([{ rolname: 'samsal', rolsuper: false }])
        await migrate({ ownerUrl: server.ownerUrl, passwords: PASSWORDS, migrationsFolder: MIGRATIONS })
        expect(await ask(server.ownerUrl, 'select name from municipalities')).toEqual([{ name: 'Umeå' }])
        const strange = await ask(
          server.ownerUrl,
          `select relname from pg_class join pg_namespace n on n.oid = relnamespace
           where n.nspname in ('public', 'drizzle', 'graphile_worker') and pg_get_userbyid(relowner) <> 'samsal'
           union all select proname from pg_proc join pg_namespace n on n.oid = pronamespace
           where n.nspname in ('public', 'drizzle', 'graphile_worker') and pg_get_userbyid(proowner) <> 'samsal'`,
        )
        expect(strange).toEqual([])
        await expect(ask(server.ownerUrl, `copy (select 1) to program 'true'`)).rejects.toThrow(/permission denied/)
        await expect(ask(server.ownerUrl, 'select lo_create(0)')).rejects.toThrow(/permission denied/)
        await expect(ask(server.ownerUrl, 'delete from audit_entries')).rejects.toThrow('append-only')
        expect(
          await ask(server.ownerUrl, `select rolname from pg_roles where rolname like 'samsal%' order by 1`),
        ).toEqual(['samsal', 'samsal_app', 'samsal_jobs', 'samsal_superuser'].map((rolname) => ({ rolname })))
      } finally {
        await server.stop()
      }
    }
  })
})

describe.runIf(isRoot)('a data folder that only root may enter', () => {
  beforeEach(() => {
    dataDir = join(root, 'closed', 'data')
    mkdirSync(dataDir, { recursive: true })
    chmodSync(dirname(dataDir), 0o700)
  })

  it('gets its cluster where Postgres can reach it, without a right to traverse everything', async () => {
    const first = await startEmbeddedPostgres({ dataDir })
    const status = readFileSync(`/proc/${first.pid}/status`, 'utf8')
    await ask(first.ownerUrl, 'create table kept (x int)')
    await first.stop()
    expect(/^CapEff:\s*0+$/m.test(status)).toBe(true)
    expect(/^CapAmb:\s*0+$/m.test(status)).toBe(true)
    expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(true)
    const second = await startEmbeddedPostgres({ dataDir })
    expect(second.isNew).toBe(false)
    expect(await ask(second.ownerUrl, 'select * from kept')).toEqual([])
    await second.stop()
  })

  it('is completed after a start that was killed before the cluster was complete', async () => {
    const first = await startEmbeddedPostgres({ dataDir })
    await first.stop()
    rmSync(realpathSync(join(dataDir, 'postgres')), { recursive: true })
    const second = await startEmbeddedPostgres({ dataDir })
    expect(second.isNew).toBe(true)
    expect(await owner(second.ownerUrl)).toEqual([{ rolname: 'samsal', rolsuper: false }])
    await second.stop()
  })

  it('has a cluster that an older version created in it moved there', async () => {
    chmodSync(dirname(dataDir), 0o711)
    const before = await startEmbeddedPostgres({ dataDir })
    await ask(before.ownerUrl, 'create table kept (x int)')
    await before.stop()
    expect(lstatSync(join(dataDir, 'postgres')).isDirectory()).toBe(true)
    chmodSync(dirname(dataDir), 0o700)
    const after = await startEmbeddedPostgres({ dataDir })
    expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(true)
    expect(await ask(after.ownerUrl, 'select * from kept')).toEqual([])
    await after.stop()
    expect(readdirSync(dataDir)).not.toContain('postgres-new')
  })
})

/** Creates and runs a cluster as earlier versions did: `initdb` made the owner. */
async function startAsOlderVersion(port: number) {
  const program = findPostgres(dataDir)
  const folder = join(dataDir, 'postgres')
  const passwordFile = join(dataDir, 'postgres-password')
  mkdirSync(folder, { mode: 0o700 })
  writeFileSync(passwordFile, 'old-password')
  for (const path of [folder, passwordFile]) if (program.owner) chownSync(path, program.owner.uid, program.owner.gid)
  const run = (name: 'initdb' | 'postgres', args: string[], input = '') => {
    const { file, args: all, options } = program.command(name, args)
    const { status, stderr } = spawnSync(file, all, { ...options, input, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8']
  run('initdb', ['-D', folder, '-U', 'samsal', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...locale])
  run('postgres', ['--single', '-D', folder, 'postgres'], 'create database samsal\n')
  writeFileSync(join(dataDir, 'postgres.json'), JSON.stringify({ password: 'old-password', port }), { mode: 0o600 })
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories='].flatMap((setting) => ['-c', setting])
  const { file, args, options } = program.command('postgres', ['-D', folder, '-p', String(port), ...settings])
  const server = spawn(file, args, { ...options, stdio: 'ignore' })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const url = `postgres://samsal:old-password@127.0.0.1:${port}/samsal`
  await expect
    .poll(() =>
      ask(url, 'select 1').then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  return {
    url,
    stop: async () => {
      server.kill('SIGINT')
      await ended
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
