import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.mjs'
import { ENVIRONMENT, PACKAGE, type Owner } from './package.ts'
import { placeCluster, placePrograms } from './place.ts'

/** How to run a program of the embedded Postgres on this machine, and where its cluster is. */
export type PostgresProgram = {
  owner: Owner
  folder: string
  command(name: 'initdb' | 'postgres', args: string[]): { file: string; args: string[]; options: SpawnAs }
}

type SpawnAs = { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv }

/**
 * Finds the binaries and a way to run them for a data folder. Postgres refuses to run as root, so root runs it as
 * another user, with only that user's rights.
 */
export function findPostgres(dataDir: string): PostgresProgram {
  const bin = join(PACKAGE, 'native', 'bin')
  if (!existsSync(join(bin, 'postgres'))) {
    throw new Problem(
      `The embedded Postgres for ${process.platform}-${process.arch} is not installed.`,
      'Run `npm ci`, or set DATABASE_URL to a Postgres of your own.',
    )
  }
  linkLibraries(bin)
  const owner = findOwner()
  const programs = placePrograms(owner)
  const folder = placeCluster(dataDir, owner)
  const options: SpawnAs = { ...owner, cwd: '/', env: ENVIRONMENT }
  return { owner, folder, command: (name, args) => ({ file: join(programs, name), args, options }) }
}

/** The package's install script, which we do not run, would link its libraries. */
function linkLibraries(bin: string): void {
  if (spawnSync(join(bin, 'postgres'), ['--version']).status === 0) return
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: PACKAGE })
  const { status, stderr } = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
  if (status === 0) return
  throw new Problem(
    `The embedded Postgres does not run on this machine: ${stderr.trim()}`,
    'It needs a Linux with glibc. Set DATABASE_URL to a Postgres of your own instead.',
  )
}

/** The user `postgres` if the machine has it, otherwise `nobody`; only root can and must change the user. */
function findOwner(): Owner {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) {
    throw new Problem(
      'Postgres does not run as root, and there is no user to run it.',
      'Start Samsal as an ordinary user.',
    )
  }
  return { uid: Number(user[2]), gid: Number(user[3]) }
}
