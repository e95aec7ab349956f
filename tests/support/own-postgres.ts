import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { findFreePort } from './ports'

const BIN = '/usr/lib/postgresql/15/bin'
const PASSWORD = 'password-of-the-tests'

export type OwnPostgres = {
  /** As the owner of an empty database. */
  url: string
  /** A query's output, over the one connection that is reserved for a superuser. */
  ask: (text: string) => string
  restart: () => void
  stop: () => void
  start: () => void
  remove: () => void
}

/** Debian's PostgreSQL 15 with so many connections for everybody, like a municipality's own server. */
export async function startOwnPostgres(connections: number): Promise<OwnPostgres> {
  const uid = Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }))
  const folder = mkdtempSync(path.join(tmpdir(), 'samsal-own-'))
  chownSync(folder, uid, uid)
  const port = await findFreePort()
  const cluster = path.join(folder, 'cluster')
  const run = (name: string, ...args: string[]) => {
    const done = spawnSync(path.join(BIN, name), args, { uid, cwd: '/', encoding: 'utf8', stdio: 'pipe' })
    if (done.status !== 0) throw new Error(`${name}: ${done.stderr || done.stdout || String(done.error)}`)
    return done.stdout
  }
  run('initdb', '-D', cluster, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8')
  const settings = [
    ...['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'superuser_reserved_connections=1'],
    `max_connections=${connections + 1}`,
  ]
  const options = settings.map((one) => `-c ${one}`).join(' ')
  const control = (action: string, ...more: string[]) =>
    run('pg_ctl', action, '-D', cluster, '-w', '-l', path.join(folder, 'log'), '-o', options, ...more)
  control('start')
  const ask = (text: string, name = 'samsal') =>
    run('psql', '-h', '127.0.0.1', '-p', String(port), '-d', name, '-qAtc', text).trim()
  ask(`create role samsal login createrole password '${PASSWORD}'`, 'postgres')
  ask('create database samsal owner samsal', 'postgres')
  return {
    ask,
    url: `postgres://samsal:${PASSWORD}@127.0.0.1:${port}/samsal`,
    restart: () => control('restart', '-m', 'fast'),
    stop: () => control('stop', '-m', 'immediate'),
    start: () => control('start'),
    remove: () => {
      spawnSync(path.join(BIN, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'immediate'], { uid, cwd: '/' })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
