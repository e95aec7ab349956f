import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Bundles an entry of the repository as `npm start` does, so that a test can run it as a separate process. */
export async function bundleEntry(entry: string): Promise<{ path: string; remove: () => Promise<void> }> {
  // Beside the packages, so that the bundle finds them.
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.test-'))
  const path = join(folder, 'bundle.mjs')
  await build({
    ...{ entryPoints: [join(ROOT, entry)], outfile: path, bundle: true, platform: 'node', format: 'esm' },
    ...{ packages: 'external', tsconfig: join(ROOT, 'tsconfig.json'), logLevel: 'silent' },
  })
  return { path, remove: () => rm(folder, { recursive: true, force: true }) }
}
