import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../problem.mjs'
import type { PostgresProgram } from './program.ts'
import { CLOSE_LARGE_OBJECTS, DATABASE, demoteOwner, OWNER, SUPERUSER } from './superuser.ts'

const SETTINGS_FILE = 'postgres.json'
const ORPHAN_PATIENCE_MS = 10_000
const POLL_MS = 20

export type Cluster = { folder: string; port: number; isNew: boolean }

/** Opens the cluster of a data folder, creating it at the first start, and determines its port. */
export async function prepareCluster(dataDir: string, program: PostgresProgram): Promise<Cluster> {
  const { folder } = program
  const settingsFile = join(dataDir, SETTINGS_FILE)
  const isNew = !existsSync(join(folder, 'PG_VERSION'))
  if (isNew) createCluster({ folder, settingsFile, program })
  else await endOrphan(folder)
  const settings = withSuperuser(settingsFile)
  const port = settings.port && (await isFree(settings.port)) ? settings.port : await findFreePort()
  if (port !== settings.port) writeSettings(settingsFile, { ...settings, port })
  return { folder, port, isNew }
}

/** The owner's address of the cluster that is running, or last ran, in a data folder. */
export function readOwnerUrl(dataDir: string): string {
  const { password, port } = readSettings(join(dataDir, SETTINGS_FILE))
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${DATABASE}`
}

/** The superuser's address of the running cluster in a data folder: only for copying it. */
export function readSuperuserUrl(dataDir: string): string {
  const { superuserPassword, port } = withSuperuser(join(dataDir, SETTINGS_FILE))
  return `postgres://${SUPERUSER}:${superuserPassword}@127.0.0.1:${port}/${DATABASE}`
}

/** The privileges that are taken from and given to an owner that an older version made a superuser. */
export async function keepOwnerSmall(dataDir: string): Promise<void> {
  const { password, superuserPassword } = withSuperuser(join(dataDir, SETTINGS_FILE))
  await demoteOwner({ ownerUrl: readOwnerUrl(dataDir), ownerPassword: password, superuserPassword })
}

/** The settings with a superuser's password, which is saved before it is set. */
function withSuperuser(file: string): Settings & { superuserPassword: string } {
  const settings = readSettings(file)
  const { superuserPassword } = settings
  if (superuserPassword !== undefined) return { ...settings, superuserPassword }
  const complete = { ...settings, superuserPassword: makePassword() }
  writeSettings(file, complete)
  return complete
}

function makePassword(): string {
  return randomBytes(24).toString('base64url')
}

/** The contents of postmaster.pid: the process, and whether it accepts connections. Null when there is no such file. */
export function readPostmaster(folder: string): { pid: number; isReady: boolean } | null {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]), isReady: lines[7]?.trim() === 'ready' }
}

type Creation = { folder: string; settingsFile: string; program: PostgresProgram }

/** Creates the cluster in a temporary place and moves it when it is complete. */
function createCluster({ folder, settingsFile, program }: Creation): void {
  const fresh = `${folder}-new`
  const passwordFile = join(dirname(folder), 'postgres-password')
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  const settings = { password: makePassword(), superuserPassword: makePassword() }
  writeFileSync(passwordFile, settings.superuserPassword, { mode: 0o600 })
  if (program.owner) for (const path of [fresh, passwordFile]) chownSync(path, program.owner.uid, program.owner.gid)
  try {
    const args = ['-D', fresh, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8']
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions']
    run(program, { name: 'initdb', args: [...args, ...locale] })
    const role = `create role ${OWNER} login nosuperuser createrole nobypassrls password '${settings.password}'`
    runAlone(program, { folder: fresh, database: 'postgres' }, [role, `create database ${DATABASE} owner ${OWNER}`])
    runAlone(program, { folder: fresh, database: DATABASE }, [CLOSE_LARGE_OBJECTS])
  } finally {
    rmSync(passwordFile, { force: true })
  }
  writeSettings(settingsFile, settings)
  renameSync(fresh, folder)
}

/** Statements as the superuser, in single-user mode. A failing one aborts them all. */
function runAlone(
  program: PostgresProgram,
  { folder, database }: { folder: string; database: string },
  statements: readonly string[],
): void {
  const input = `${statements.map((statement) => statement.replaceAll('\n', ' ')).join('\n')}\n`
  const printed = run(program, { name: 'postgres', args: ['--single', '-D', folder, database], input })
  const failed = /^.*(?:ERROR|FATAL):.*$/m.exec(printed)
  if (failed) throw new Error(`the embedded database refused: ${failed[0]}`)
}

type Run = { name: 'initdb' | 'postgres'; args: string[]; input?: string }

/** @returns its standard error. */
function run(program: PostgresProgram, { name, args, input }: Run): string {
  const command = program.command(name, args)
  const { status, stderr, error } = spawnSync(command.file, command.args, {
    ...command.options,
    input,
    encoding: 'utf8',
  })
  if (status === 0) return stderr
  throw new Problem(
    `The embedded database could not be made (${name}): ${(stderr || error?.message || '').trim()}`,
    'See that the disk has 200 MB left and DATA_DIR can be written, then start again.',
  )
}

/** Stops a Postgres whose supervisor has died, so that this start owns the one it uses. */
async function endOrphan(folder: string): Promise<void> {
  const orphan = readPostmaster(folder)
  if (!orphan || !isPostmasterOf(orphan.pid, folder)) return
  const givesUpAt = performance.now() + ORPHAN_PATIENCE_MS
  process.kill(orphan.pid, 'SIGINT')
  while (isPostmasterOf(orphan.pid, folder)) {
    if (performance.now() > givesUpAt) process.kill(orphan.pid, 'SIGQUIT')
    await sleep(POLL_MS)
  }
}

function isPostmasterOf(pid: number, folder: string): boolean {
  const commandLine = `/proc/${pid}/cmdline`
  return existsSync(commandLine) && readFileSync(commandLine, 'utf8').split('\0').includes(folder)
}

type Settings = { password: string; superuserPassword?: string; port?: number }

function readSettings(file: string): Settings {
  const settings: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof settings === 'object' && settings && 'password' in settings && typeof settings.password === 'string') {
    const { password } = settings
    const port = 'port' in settings && typeof settings.port === 'number' ? settings.port : undefined
    const superuserPassword =
      'superuserPassword' in settings && typeof settings.superuserPassword === 'string'
        ? settings.superuserPassword
        : undefined
    return { password, superuserPassword, port }
  }
  throw new Problem(
    `${file} does not hold the password of the database.`,
    'Restore it, or delete DATA_DIR to start over.',
  )
}

function writeSettings(file: string, settings: Settings): void {
  const fresh = `${file}.new`
  writeFileSync(fresh, `${JSON.stringify(settings)}\n`, { mode: 0o600 })
  chmodSync(fresh, 0o600)
  renameSync(fresh, file)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
