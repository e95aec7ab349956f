import { readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** Total processor seconds of these processes. */
export function processSeconds(pids: readonly number[]): number {
  return pids.reduce((total, pid) => total + secondsOf(pid), 0)
}

function secondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
  } catch {
    // It exited in the meantime.
    return 0
  }
}
