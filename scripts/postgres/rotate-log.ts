import { copyFileSync, existsSync, statSync, truncateSync } from 'node:fs'

/** Larger than weeks of a healthy database, and small enough for any disk. */
const LARGEST_BYTES = 10_000_000

/**
 * Limits a log that a running process appends to: a large one is kept under another name, replacing the previous one,
 * and truncated.
 */
export function rotateLog(file: string, largestBytes = LARGEST_BYTES): void {
  if (!existsSync(file) || statSync(file).size <= largestBytes) return
  copyFileSync(file, `${file}.1`)
  truncateSync(file)
}
