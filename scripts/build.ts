import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuildOptions } from 'esbuild'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { countTexts, describeCoverage } from './build/count-texts.ts'
import { hashSources } from './build/hash-sources.ts'
import { buildLightPages, lowestBrowsers } from './build/light-pages.ts'
import { Problem } from './problem.mjs'
import { step } from './progress.mjs'
import { runCommand } from './run-command.mjs'
import { takeLock } from './supervisor/lock.ts'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OUTPUT = join(ROOT, '.build')
const WAIT_MS = 200
/** How many missing texts of a language are named. */
const NAMED = 20

/** Everything that runs outside Next, by the name of its bundle. */
const ENTRIES = {
  'media-server': 'media-server/main.ts',
  jobs: 'jobs/main.ts',
  migrate: 'commands/migrate.ts',
  'seed-demo': 'demo/main.ts',
  'make-administrator': 'commands/make-administrator.ts',
  load: 'load/main.ts',
} as const

export type Bundle = keyof typeof ENTRIES

const SHARED_SOURCES = [
  'adapters',
  'services',
  'domain',
  'db',
  'protocol',
  'metrics',
  'locales',
  'package-lock.json',
  'tsconfig.json',
]
const BUNDLE_SOURCES = [...SHARED_SOURCES, 'media-server', 'jobs', 'load', 'demo', 'commands', 'scripts/build.ts']
const WEB_SOURCES = [
  ...SHARED_SOURCES,
  'app',
  'lesson-client',
  'public',
  'next.config.ts',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'postcss.config.mjs',
  'package.json',
  'scripts/build/light-pages.ts',
]

/**
 * The ids of server actions are hashes of their names and of this key. Next makes a new key for every build, and a page
 * that was open during an update could then call no action any more. It is no secret: Next also encrypts the variables
 * that an action takes from the function around it, and no action here is inside a function.
 */
const ACTION_IDS = Buffer.alloc(32, 'samsal').toString('base64')

/** Builds what has changed since the last build, and nothing else. */
export async function build(): Promise<void> {
  await buildServers()
  await alone(() =>
    unlessFresh({ name: 'web', sources: WEB_SOURCES, product: join(ROOT, '.next', 'BUILD_ID') }, () => {
      reportTexts()
      return step('Building the web app, about half a minute', async () => {
        await buildWeb()
        await bundleLightPages()
      })
    }),
  )
}

/** Builds the bundles outside Next, if they have changed. */
export async function buildServers(): Promise<void> {
  await alone(() =>
    unlessFresh({ name: 'bundles', sources: BUNDLE_SOURCES, product: bundlePath('media-server') }, () =>
      step('Bundling the servers', bundle),
    ),
  )
}

/** The bundles of `npm start` and the commands, or of `npm run dev`, which follow their sources. */
export type BundleFolder = '.' | 'dev'

/** The file that Node runs for a bundle. */
export function bundlePath(name: Bundle, folder: BundleFolder = '.'): string {
  return join(OUTPUT, folder, `${name}.mjs`)
}

/** Packages of many small files: to find and read each of them takes most of the time in which a process starts. */
const BUNDLED = new Set(['drizzle-orm', 'jose', 'postgres', 'zod'])

/** The packages that Node loads from node_modules. */
function externalPackages(): string[] {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  return Object.keys(dependencies).filter((name) => !BUNDLED.has(name))
}

/** esbuild's options for bundles. */
export function bundleOptions(names: readonly Bundle[], folder: BundleFolder = '.') {
  return {
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(names.map((name) => [name, ENTRIES[name]])),
    outdir: join(OUTPUT, folder),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: externalPackages(),
    sourcemap: true,
    logLevel: 'silent',
  } satisfies BuildOptions
}

type Target = { name: string; sources: string[]; product: string }

async function unlessFresh({ name, sources, product }: Target, work: () => Promise<void>): Promise<void> {
  const stamp = join(OUTPUT, `${name}.hash`)
  const hash = hashSources(ROOT, sources)
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  makeOutput()
  rmSync(stamp, { force: true })
  await work()
  writeFileSync(stamp, hash)
}

/** Only changes are built, so that a checkout that was built once can be started where nothing can be written. */
function makeOutput(): void {
  try {
    mkdirSync(OUTPUT, { recursive: true })
    accessSync(OUTPUT, constants.W_OK)
  } catch (cause) {
    throw new Problem(
      `${ROOT} cannot be written, and something in it has to be built.`,
      'Start Samsal once where the folder can be written; after that it can be read-only.',
      { cause },
    )
  }
}

async function bundle(): Promise<void> {
  const missing = Object.values(ENTRIES).filter((entry) => !existsSync(join(ROOT, entry)))
  if (missing.length > 0) {
    throw new Problem(
      `Source files are missing: ${missing.join(', ')}.`,
      'Restore them (git status shows what is gone).',
    )
  }
  const esbuild = await import('esbuild')
  try {
    await esbuild.build(bundleOptions(Object.keys(ENTRIES) as Bundle[]))
  } catch (cause) {
    throw new Problem('The servers could not be bundled.', 'Mend what the next line names and start again.', { cause })
  } finally {
    await esbuild.stop()
  }
}

/**
 * Prints how complete each set of texts is in each of its languages, and names what is missing: those texts are shown
 * in Swedish.
 */
function reportTexts(): void {
  const coverage = countTexts(join(ROOT, 'locales'))
  for (const line of describeCoverage(coverage)) console.log(line)
  const missingFiles = coverage.flatMap((one) => one.missingFiles)
  if (missingFiles.length > 0) {
    throw new Problem(
      `Files of texts are missing: ${missingFiles.map((file) => `locales/${file}`).join(', ')}.`,
      'Restore them, or begin a language with {} in each.',
    )
  }
  for (const { set, language, missing } of coverage) {
    if (missing.length > 0)
      console.log(`${set}/${language} lacks ${missing.length}: ${missing.slice(0, NAMED).join(', ')}`)
  }
}

async function buildWeb(): Promise<void> {
  const { code, output } = await runCommand(
    process.execPath,
    [join(ROOT, 'node_modules/next/dist/bin/next'), 'build'],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: ACTION_IDS,
      },
    },
  )
  if (code === 0) return
  throw new Problem(`The web app could not be built (code ${code}):\n${output}`, 'Mend what it names and start again.')
}

async function bundleLightPages(): Promise<void> {
  try {
    const browsers = lowestBrowsers(ROOT)
    await buildLightPages({ root: ROOT, isDevelopment: false, browsers })
  } catch (cause) {
    throw new Problem('The light pages could not be bundled.', 'Mend what the next line names and start again.', {
      cause,
    })
  }
}

async function alone(work: () => Promise<void>): Promise<void> {
  const lock = await waitForLock()
  try {
    await work()
  } finally {
    await lock.release()
  }
}

/** Two builds in one checkout would write to each other's folder. */
async function waitForLock(): Promise<{ release(): Promise<void> }> {
  const free = await takeLock(`build ${ROOT}`)
  if (free) return free
  return await step('Waiting for another build of this checkout', async () => {
    for (;;) {
      await sleep(WAIT_MS)
      const lock = await takeLock(`build ${ROOT}`)
      if (lock) return lock
    }
  })
}
