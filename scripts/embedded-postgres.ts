import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keepOwnerSmall, prepareCluster, readOwnerUrl, readPostmaster, type Cluster } from './postgres/cluster.ts'
import { findPostgres, type PostgresProgram } from './postgres/program.ts'
import { rotateLog } from './postgres/rotate-log.ts'
import { Problem } from './problem.mjs'
import { keepAlive, type Death, type Kept } from './supervisor/keep-alive.ts'
import { takeLock } from './supervisor/lock.ts'

export type EmbeddedPostgres = {
  /** Connects as the owner of the database, which bypasses row-level security and is not a superuser. */
  readonly ownerUrl: string
  readonly port: number
  /** The running postmaster; undefined between a death and its restart. */
  readonly pid: number | undefined
  /** Whether this start created the database. */
  readonly isNew: boolean
  stop(): Promise<void>
}

const READY_TIMEOUT_MS = 60_000
const POLL_MS = 20
const LOG_TAIL = 2_000
const ROTATE_EVERY_MS = 3_600_000
/** SIGINT is Postgres' fast shutdown, SIGQUIT its immediate one; either way nothing committed is lost. */
const STOP = { stopSignal: 'SIGINT', killSignal: 'SIGQUIT', killAfterMs: 900 } as const
const SETTINGS = [
  ...[
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
  ],
  // Statements and error details contain personal data, because they repeat values that people typed; the app logs the
  // SQLSTATE of each error.
  ...['log_min_messages=log', 'log_min_error_statement=panic', 'log_error_verbosity=terse'],
  // Checkpoint lines every five minutes are only noise here.
  'log_checkpoints=off',
]

/**
 * Runs our own Postgres in `dataDir` until `stop()` or the end of this process, however that happens. After a death it
 * is restarted on the same port, so `ownerUrl` stays valid.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  onDeath?: (death: Death) => void
}): Promise<EmbeddedPostgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o711 })
  const dataDir = realpathSync(resolve(options.dataDir))
  const lock = await lockDatabase(dataDir)
  try {
    const program = findPostgres(dataDir)
    const cluster = await prepareCluster(dataDir, program)
    const logFile = join(dataDir, 'postgres.log')
    rotateLog(logFile)
    const rotating = setInterval(() => rotateLog(logFile), ROTATE_EVERY_MS).unref()
    const server = keepAlive({
      name: 'postgres',
      spawn: () => spawnServer({ program, cluster, logFile }),
      onDeath: options.onDeath ?? (() => {}),
      ...STOP,
    })
    await waitUntilReady({ server, cluster, logFile })
    await keepOwnerSmall(dataDir).catch(async (error: unknown) => {
      await server.stop()
      throw error
    })
    return {
      ownerUrl: readOwnerUrl(dataDir),
      port: cluster.port,
      get pid() {
        return server.pid()
      },
      isNew: cluster.isNew,
      stop: async () => {
        clearInterval(rotating)
        await server.stop()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** @throws Problem when another start uses the database in this folder. */
export async function assertNotInUse(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return
  const lock = await lockDatabase(realpathSync(resolve(dataDir)))
  await lock.release()
}

async function lockDatabase(dataDir: string): Promise<{ release(): Promise<void> }> {
  const lock = await takeLock(`postgres ${dataDir}`)
  if (lock) return lock
  throw new Problem(
    `The database in ${dataDir} is in use by another start of Samsal.`,
    'Stop that one, or set DATA_DIR to another folder.',
  )
}

type ServerFiles = { program: PostgresProgram; cluster: Cluster; logFile: string }

function spawnServer({ program, cluster, logFile }: ServerFiles): ChildProcess {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting])
  const command = program.command('postgres', ['-D', cluster.folder, '-p', String(cluster.port), ...settings])
  const log = openSync(logFile, 'a', 0o600)
  // Its own process group, so that Ctrl+C in the terminal does not end it before its clients.
  const server = spawn(command.file, command.args, { ...command.options, stdio: ['ignore', log, log], detached: true })
  closeSync(log)
  if (server.pid !== undefined) endWithUs(server, server.pid)
  return server
}

/** Postgres does not notice the end of its parent; a shell that waits on our pipe does, and stops it. */
function endWithUs(server: ChildProcess, pid: number): void {
  const watcher = spawn('sh', ['-c', 'read -r _; kill -INT "$1"', 'sh', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.unref()
  server.once('exit', () => watcher.kill('SIGKILL'))
}

async function waitUntilReady({
  server,
  cluster,
  logFile,
}: {
  server: Kept
  cluster: Cluster
  logFile: string
}): Promise<void> {
  const givesUpAt = performance.now() + READY_TIMEOUT_MS
  for (;;) {
    const postmaster = readPostmaster(cluster.folder)
    if (postmaster?.isReady && postmaster.pid === server.pid()) return
    if (performance.now() > givesUpAt) break
    await sleep(POLL_MS)
  }
  await server.stop()
  throw new Problem(
    `The embedded database did not start:\n${readFileSync(logFile, 'utf8').slice(-LOG_TAIL)}`,
    'Mend what the last lines name and start again.',
  )
}
