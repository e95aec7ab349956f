import { reportProblem } from '../problem.mjs'
import type { Installation } from './installation.ts'
import type { Kept } from './keep-alive.ts'

/** Everything that a start has opened so far, to be closed when the start fails or is stopped. */
export type Running = {
  installation?: Installation
  servers: Kept[]
  /** Anything else that has to end, before the servers do. */
  close?: () => Promise<void>
}

/**
 * Runs `start` and keeps what it opened until SIGINT, SIGTERM or the end of the terminal, then closes everything in
 * order and exits. A start that fails is reported, and exits with code 1.
 */
export async function untilStopped(
  start: (running: Running, isStopping: () => boolean) => Promise<void>,
): Promise<void> {
  const running: Running = { servers: [] }
  let stopping: Promise<void> | undefined
  const shutDown = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return
    console.log(`\nStopping (${signal}).`)
    stopping = closeAll(running)
    await stopping
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void shutDown(signal))
  // A closed terminal cannot be written to; that must not prevent an orderly stop.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
  try {
    await start(running, () => stopping !== undefined)
  } catch (error) {
    if (stopping) return
    reportProblem(error)
    await closeAll(running)
    process.exit(1)
  }
}

/** The database closes last: the others still write to it while they shut down. */
async function closeAll({ installation, servers, close }: Running): Promise<void> {
  await close?.()
  await Promise.all(servers.map((server) => server.stop()))
  await installation?.close()
}
