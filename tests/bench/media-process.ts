import { execFileSync, spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { parseOptions } from '@/load/options'
import { findWorkers } from '@/load/report/process-usage'
import type { Summary } from '@/load/report/summary'
import { runLoad, type LoadRun } from '@/load/run/run-load'
import { keepAlive } from '@/scripts/supervisor/keep-alive'
import { findFreeMediaPort, findFreePort } from '@/tests/support/ports'
import { waitUntil } from '@/tests/support/system'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Workers have the first core to themselves; everything else of a run is on the others. */
export const WORKER_CORE = 0
export const OTHER_CORES = '1-127'

export type MediaProcess = {
  pid: () => number
  workerPids: () => number[]
  /** Runs simulated endpoints against it from this process. */
  load: (args: string[], onProgress?: LoadRun['onProgress']) => Promise<Summary>
  /** `kill -9` of the whole server; it is restarted as by the supervisor. */
  kill: () => void
  close: () => Promise<void>
}

/** A media server in a separate process, built as for production; it and its workers are pinned to the named cores. */
export async function startMediaProcess(
  environment: Record<string, string> = {},
  workerCores: readonly number[] = [WORKER_CORE],
  serverCores = OTHER_CORES,
): Promise<MediaProcess> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const [freePort, rtcPort] = await Promise.all([findFreePort(), findFreeMediaPort()])
  const mediaPort = Number(environment.MEDIA_PORT ?? freePort)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'samsal-bench-'))
  const line = (pem: string | Buffer) => Buffer.from(pem).toString('base64')
  const env = {
    ...process.env,
    ...{ MEDIA_PORT: String(mediaPort), RTC_PORT: String(rtcPort), RTC_LISTEN_ADDRESS: '127.0.0.1' },
    ...{ MEDIA_WORKERS: '1', DATA_DIR: dataDir, APP_URL: 'http://127.0.0.1:9', LOG_LEVEL: 'error' },
    ...{ NODE_ID: 'bench', NODE_SECRET: randomBytes(32).toString('base64url') },
    TICKET_PUBLIC_KEY: line(publicKey.export({ type: 'spki', format: 'pem' })),
    ...environment,
  }
  const bundle = path.join(ROOT, '.build/media-server.mjs')
  const server = keepAlive({
    name: 'media-server',
    spawn: () => {
      const child = spawn(process.execPath, [bundle], { stdio: ['ignore', 'ignore', 'inherit'], env })
      pin(child.pid ?? 0, serverCores)
      return child
    },
    onDeath: () => {},
  })
  const pid = () => server.pid() ?? 0
  const count = Number(environment.MEDIA_WORKERS ?? 1)
  await waitUntil(() => findWorkers(mediaPort).length === count, 20_000)
  findWorkers(mediaPort).forEach((worker, index) => pin(worker, String(workerCores[index % workerCores.length] ?? 0)))
  pin(process.pid, OTHER_CORES)
  const ticketPrivateKey = line(privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const url = `http://127.0.0.1:${mediaPort}`
  return {
    pid,
    workerPids: () => findWorkers(mediaPort),
    load: (args, onProgress) => {
      const shardFile = path.join(ROOT, '.build/load.mjs')
      return runLoad({
        options: parseOptions(args),
        url,
        ticketPrivateKey,
        shardFile,
        ...(onProgress && { onProgress }),
      })
    },
    kill: () => void process.kill(pid(), 'SIGKILL'),
    close: async () => {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Pins a process, with all of its threads, to some cores; does nothing on a machine with one core. */
export function pin(pid: number, cores: string): void {
  try {
    execFileSync('taskset', ['-apc', cores, String(pid)], { stdio: 'ignore' })
  } catch {
    // There are not that many cores: the report names their number.
  }
}
