import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
/** What is made from the sources, and what belongs to this checkout alone. */
const LEFT_OUT = /^(node_modules|\.git|\.next|\.build|\.data.*|\.artifacts|tsconfig\.tsbuildinfo|next-env\.d\.ts)$/

export type Checkout = { folder: string; remove: () => void }

/**
 * A copy of this checkout that can be changed and built in without a trace here: sources are copied, packages linked.
 * Pages in development rewrite files of their folder, and two of them in one folder refuse each other.
 */
export function copyCheckout(): Checkout {
  const folder = mkdtempSync(path.join(tmpdir(), 'samsal-checkout-'))
  const parts = readdirSync(ROOT).filter((name) => !LEFT_OUT.test(name))
  execFileSync('cp', ['-a', ...parts.map((name) => path.join(ROOT, name)), folder])
  execFileSync('cp', ['-al', path.join(ROOT, 'node_modules'), folder])
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
