import { readFileSync } from 'node:fs'

/** Busy and idle time of all cores since the start of the machine, in ticks. */
export type MachineUsage = { busyTicks: number; allTicks: number }

/** Reads the machine's load; null where it is not available. */
export function readMachine(): MachineUsage | null {
  try {
    return parseMachine(readFileSync('/proc/stat', 'utf8'))
  } catch {
    // Not Linux: the report omits it.
    return null
  }
}

export function parseMachine(stat: string): MachineUsage {
  const ticks = (stat.split('\n')[0] ?? '').split(/\s+/).slice(1).map(Number)
  const allTicks = ticks.reduce((sum, one) => sum + one, 0)
  const [, , , idle = 0, waiting = 0] = ticks
  return { allTicks, busyTicks: allTicks - idle - waiting }
}

/** The load between two moments, in percent of all cores. */
export function busyPercent(before: MachineUsage | null, after: MachineUsage | null): number | null {
  if (!before || !after || after.allTicks <= before.allTicks) return null
  return ((after.busyTicks - before.busyTicks) / (after.allTicks - before.allTicks)) * 100
}
