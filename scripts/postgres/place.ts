import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from '../problem.mjs'
import { ENVIRONMENT, PACKAGE, type Owner } from './package.ts'

/** Where system programs keep their data, which every user may traverse. */
const SHARED = '/var/lib/samsal'
const CLUSTER = 'postgres'
const PASS_THROUGH = 0o011

/**
 * The folder of the programs, readable by the user that runs Postgres. Root runs Postgres as another user, which cannot
 * enter a clone under /root: then the programs are copied to a public place. Giving that user the right to traverse
 * everything is no option: the database could then read every file of the machine.
 */
export function placePrograms(owner: Owner): string {
  const native = join(PACKAGE, 'native')
  if (canReach(owner, join(native, 'bin', 'postgres'))) return join(native, 'bin')
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }
  const copy = join(SHARED, `postgres-${version}`)
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    place(`The programs of Postgres could not be copied to ${copy}.`, () => {
      const fresh = `${copy}-${randomBytes(4).toString('hex')}`
      cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
      // Another start may have been faster.
      if (existsSync(copy)) rmSync(fresh, { recursive: true })
      else renameSync(fresh, copy)
    })
  }
  assertReach(owner, join(copy, 'bin', 'postgres'))
  return join(copy, 'bin')
}

/**
 * The folder of the cluster: `postgres` in the data folder or, if the user that runs Postgres cannot reach that, a
 * separate folder among other system data, to which `postgres` in the data folder links. One that an older version
 * created in the data folder is moved there.
 */
export function placeCluster(dataDir: string, owner: Owner): string {
  const inside = join(dataDir, CLUSTER)
  if (isLink(inside)) {
    // A start that was killed may have created the link, but not its target.
    const folder = readlinkSync(inside)
    if (existsSync(dirname(folder))) return folder
    throw new Problem(
      `${inside} points at a database that is not there.`,
      'Restore what it points at, or delete DATA_DIR to start over.',
    )
  }
  // With the mode that we create: others may traverse it, but not list it.
  if (!canReach(owner, dataDir)) chmodSync(dataDir, statSync(dataDir).mode | PASS_THROUGH)
  if (canReach(owner, dataDir)) return inside
  const home = join(SHARED, `data-${randomBytes(6).toString('hex')}`)
  const folder = join(home, CLUSTER)
  place(`The database cannot be kept in ${dataDir}, which only one user may enter, nor in ${SHARED}.`, () => {
    mkdirSync(home, { recursive: true, mode: 0o711 })
    chmodSync(home, 0o711)
    if (existsSync(inside)) move(inside, folder)
    symlinkSync(folder, inside)
  })
  assertReach(owner, home)
  return folder
}

/** Preserving modes and owners, which `cpSync` does not. */
function move(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr.trim())
  rmSync(from, { recursive: true })
}

function place(failure: string, work: () => void): void {
  try {
    mkdirSync(SHARED, { recursive: true, mode: 0o755 })
    work()
  } catch (cause) {
    throw new Problem(failure, REMEDY, { cause })
  }
}

const REMEDY =
  'Move the clone and DATA_DIR to a folder that every user may pass through (not under /root), start as an ordinary user, or set DATABASE_URL to a Postgres of your own.'

function assertReach(owner: Owner, path: string): void {
  if (canReach(owner, path)) return
  throw new Problem(`The user that runs Postgres cannot reach ${path}.`, REMEDY)
}

function canReach(owner: Owner, path: string): boolean {
  const plain = { ...owner, cwd: '/', env: ENVIRONMENT }
  return spawnSync('sh', ['-c', 'test -x "$1"', 'sh', path], plain).status === 0
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    // There is nothing yet.
    return false
  }
}
