import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import postgres from 'postgres'

import { readSuperuserUrl } from '../postgres/cluster.ts'
import { findPostgres } from '../postgres/program.ts'
import { Problem } from '../problem.mjs'
import { takeLock } from '../supervisor/lock.ts'

export type ClusterCopy = { wasRunning: boolean; postgres: string }

/** Files that a server recreates, or that would tie the copy to the running one. */
const NOT_COPIED = ['postmaster.pid', 'postmaster.opts', 'pg_replslot', 'pg_dynshmem', 'pg_stat_tmp']

/** Copies the cluster of a data folder, as of the end of the copy, whether it is running or not. */
export async function copyCluster(dataDir: string, target: string): Promise<ClusterCopy> {
  const { folder } = findPostgres(dataDir)
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  const lock = await takeLock(`postgres ${dataDir}`)
  if (!lock) {
    await copyRunning({ folder, target, superuserUrl: readSuperuserUrl(dataDir) })
    return { wasRunning: true, postgres: version }
  }
  try {
    copyFolder(folder, target)
    dropNotCopied(target)
    return { wasRunning: false, postgres: version }
  } finally {
    await lock.release()
  }
}

/** Copies a file or folder with its modes and owners; a missing one is skipped. */
export function copyFolder(from: string, to: string): void {
  if (!existsSync(from)) return
  const { status, stderr } = spawnSync('cp', ['-aL', '--', from, to], { encoding: 'utf8' })
  // Files that disappear during the copy are not needed; everything else must be there.
  if (status === 0 || isOnlyGone(stderr)) return
  throw new Problem(`${from} could not be copied: ${stderr.trim()}`, 'See that the disk has room, and try again.')
}

function isOnlyGone(stderr: string): boolean {
  const lines = stderr.split('\n').filter((line) => line !== '')
  return lines.length > 0 && lines.every((line) => line.endsWith('No such file or directory'))
}

type Running = { folder: string; target: string; superuserUrl: string }

/**
 * By Postgres' rules for a base backup: all changes since the start of the copy are in the WAL that is copied with it.
 */
async function copyRunning({ folder, target, superuserUrl }: Running): Promise<void> {
  const client = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  try {
    // The server keeps the needed WAL until this connection closes.
    await client`select pg_create_physical_replication_slot('samsal_backup', true, true)`
    await client`select pg_backup_start('samsal', true)`
    copyFolder(folder, target)
    const [end] = await client<{ labelfile: string }[]>`select labelfile from pg_backup_stop(false)`
    if (!end) throw new Error('the server did not say where the copy begins')
    const wal = join(target, 'pg_wal')
    rmSync(wal, { recursive: true, force: true })
    copyFolder(join(folder, 'pg_wal'), wal)
    dropNotCopied(target)
    writeFileSync(join(target, 'backup_label'), end.labelfile, { mode: 0o600, flush: true })
    assertHasLog(wal, end.labelfile)
  } finally {
    await client.end({ timeout: 5 })
  }
}

function dropNotCopied(target: string): void {
  for (const name of NOT_COPIED) {
    const path = join(target, name)
    if (!existsSync(path)) continue
    if (!statSync(path).isDirectory()) rmSync(path)
    else for (const inner of readdirSync(path)) rmSync(join(path, inner), { recursive: true })
  }
}

function assertHasLog(wal: string, label: string): void {
  const first = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)$/m.exec(label)?.[1]
  if (first !== undefined && existsSync(join(wal, first))) return
  throw new Problem('The database wrote more than it keeps while it was copied.', 'Try again in a quieter moment.')
}
