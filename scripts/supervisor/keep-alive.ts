import type { ChildProcess } from 'node:child_process'

export type Kept = {
  readonly name: string
  /** The running process; undefined between a death and the restart. */
  pid(): number | undefined
  /** Restarts the process immediately. Does nothing while a restart is pending. */
  restart(): Promise<void>
  /** Stops the process permanently. Repeated calls wait for the same exit. */
  stop(): Promise<void>
}

export type Death = { name: string; code: number | null; signal: NodeJS.Signals | null; restartInMs: number }

export type KeepAliveOptions = {
  name: string
  spawn: () => ChildProcess
  onDeath: (death: Death) => void
  stopSignal?: NodeJS.Signals
  /** The signal to send when `stopSignal` has not helped within `killAfterMs`. */
  killSignal?: NodeJS.Signals
  killAfterMs?: number
  backOff?: BackOff
}

export type BackOff = { firstMs: number; longestMs: number; resetAfterMs: number }

const BACK_OFF: BackOff = { firstMs: 150, longestMs: 10_000, resetAfterMs: 30_000 }
const KILL_AFTER_MS = 4_000

/**
 * Keeps one process running: one that has lived long enough is restarted immediately, otherwise with exponential
 * backoff.
 */
export function keepAlive(options: KeepAliveOptions): Kept {
  const {
    name,
    stopSignal = 'SIGTERM',
    killSignal = 'SIGKILL',
    killAfterMs = KILL_AFTER_MS,
    backOff = BACK_OFF,
  } = options
  let child: ChildProcess | undefined
  let startedAt = 0
  let deathsInARow = 0
  let restartTimer: NodeJS.Timeout | undefined
  let stopped: Promise<void> | undefined
  let restarting: Promise<void> | undefined

  function start(): void {
    startedAt = performance.now()
    const started = options.spawn()
    child = started
    let isOver = false
    const onEnd = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (isOver) return
      isOver = true
      child = undefined
      if (!stopped && !restarting) restartLater(code, signal)
    }
    started.once('exit', onEnd)
    // A program that cannot be started has no exit event; it counts as one.
    started.once('error', () => started.pid === undefined && onEnd(null, null))
  }

  function restartLater(code: number | null, signal: NodeJS.Signals | null): void {
    const hasProvenItself = performance.now() - startedAt >= backOff.resetAfterMs
    deathsInARow = hasProvenItself ? 0 : deathsInARow + 1
    const restartInMs = deathsInARow === 0 ? 0 : Math.min(backOff.longestMs, backOff.firstMs * 2 ** (deathsInARow - 1))
    options.onDeath({ name, code, signal, restartInMs })
    restartTimer = setTimeout(start, restartInMs)
  }

  function restart(): Promise<void> {
    if (stopped || !child) return Promise.resolve()
    restarting ??= end().then(() => {
      restarting = undefined
      if (!stopped) start()
    })
    return restarting
  }

  async function end(): Promise<void> {
    clearTimeout(restartTimer)
    const ending = child
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    await new Promise<void>((resolve) => {
      const killTimer = setTimeout(() => ending.kill(killSignal), killAfterMs)
      ending.once('exit', () => {
        clearTimeout(killTimer)
        resolve()
      })
      ending.kill(stopSignal)
    })
  }

  start()
  return {
    name,
    pid: () => child?.pid,
    restart,
    stop: () => (stopped ??= end()),
  }
}
