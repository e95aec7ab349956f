import { readFileSync } from 'node:fs'

/** Time that all cores together have worked and rested since the start of the machine, in ticks. */
export type MachineUsage = { busyTicks: number; allTicks: number }

/** Reads how busy the machine was; null where it does not say. */
export function readMachine(): MachineUsage | null {
  try {
    return parseMachine(readFileSync('/proc/stat', 'utf8'))
  } catch {
    // No Linux: then the report does without.
    return null
  }
}

export function parseMachine(stat: string): MachineUsage {
  const ticks = (stat.split('\n')[0] ?? '').split(/\s+/).slice(1).map(Number)
  const allTicks = ticks.reduce((sum, one) => sum + one, 0)
  const [, , , idle = 0, waiting = 0] = ticks
  return { allTicks, busyTicks: allTicks - idle - waiting }
}

/** How busy it was between two moments, in percent of all cores. */
export function busyPercent(before: MachineUsage | null, after: MachineUsage | null): number | null {
  if (!before || !after || after.allTicks <= before.allTicks) return null
  return ((after.busyTicks - before.busyTicks) / (after.allTicks - before.allTicks)) * 100
}
