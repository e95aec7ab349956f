import { cpus, release, totalmem } from 'node:os'
import { execFileSync } from 'node:child_process'

export type Machine = {
  cores: number
  processor: string
  memoryGigabytes: number
  kernel: string
  node: string
  mediasoup: string
}

/** The machine that was measured. */
export function describeMachine(mediasoup: string): Machine {
  const all = cpus()
  return {
    cores: all.length,
    processor: all[0]?.model.trim() || architecture(),
    memoryGigabytes: Math.round(totalmem() / 1e9),
    kernel: release(),
    node: process.version,
    mediasoup,
  }
}

function architecture(): string {
  try {
    return execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim()
  } catch {
    // The machine does not provide this.
    return 'unknown'
  }
}
