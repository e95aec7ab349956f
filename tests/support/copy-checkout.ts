import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
/** Build results, and files that belong only to this checkout. */
const LEFT_OUT = /^(node_modules|\.git|\.next|\.build|\.data.*|\.artifacts|tsconfig\.tsbuildinfo|next-env\.d\.ts)$/

export type Checkout = { folder: string; remove: () => void }

/**
 * A copy of this checkout for changes and builds that must not affect it: sources are copied, packages linked. Next's
 * development server rewrites files in its folder, and refuses to run twice in one.
 */
export function copyCheckout(): Checkout {
  const folder = mkdtempSync(path.join(tmpdir(), 'samsal-checkout-'))
  const parts = readdirSync(ROOT).filter((name) => !LEFT_OUT.test(name))
  execFileSync('cp', ['-a', ...parts.map((name) => path.join(ROOT, name)), folder])
  execFileSync('cp', ['-al', path.join(ROOT, 'node_modules'), folder])
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
