import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.mjs'
import { step } from '../progress.mjs'
import type { Environments } from './environments.ts'
import { runBundle } from './run-bundle.ts'
import type { Settings } from './settings.ts'

export type Demo = {
  /** The sign-ins of the made-up region as lines of text, or null without one. */
  describe(): Promise<string | null>
}

type Opened = { settings: Settings; environments: Environments }

const STATES = ['wanted', 'present', 'unwanted'] as const
type State = (typeof STATES)[number]

const FILE = 'demo'

/**
 * Writes down whether a database that is about to be made gets the made-up region. It is done before there is one: a
 * start that is killed at any moment leaves behind what the next one needs to know.
 */
export function decideDemo(dataDir: string, isWanted: boolean): void {
  writeFileSync(join(dataDir, FILE), isWanted ? 'wanted' : 'unwanted', { mode: 0o600 })
}

/**
 * Puts the made-up region into a database that this program made, once, and sees to it that a lesson is live today.
 * Whether it was wanted is decided when the database is made, so that real data never meets it.
 */
export async function prepareDemo({ settings, environments }: Opened): Promise<Demo> {
  const file = join(settings.dataDir, FILE)
  if (settings.databaseUrl) return { describe: async () => null }
  const state = readState(file)
  if (state === 'unwanted' || !settings.hasDemo) return { describe: async () => null }

  const run = (args: string[]): Promise<string> =>
    runBundle({
      bundle: 'seed-demo',
      args,
      env: environments.seedDemo,
      failure: 'The demo region could not be made',
      remedy: 'Mend what it names and start again, or start with SAMSAL_DEMO=off.',
    })
  if (state === 'wanted') {
    const signIns = await step('Making the demo region', () => run([]))
    writeFileSync(file, 'present')
    return { describe: async () => signIns }
  }
  await step("Making today's demo lesson", () => run(['--today']))
  const signIns = run(['--print'])
  // It is awaited later; a failure before that must not end the process as an unhandled one.
  signIns.catch(() => {})
  return { describe: () => signIns }
}

/** @throws Problem when a folder that is about to be deleted holds anything but a made-up region. */
export function assertNothingButDemo(dataDir: string): void {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return
  if (readState(join(dataDir, FILE)) !== 'unwanted') return
  throw new Problem(
    `${dataDir} holds no demo region, so it is not deleted.`,
    'Set DATA_DIR to the folder of a demo region.',
  )
}

function readState(file: string): State {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  return STATES.find((state) => state === text) ?? 'unwanted'
}
