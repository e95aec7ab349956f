import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../problem.mjs'
import { step } from '../progress.mjs'
import type { Environments } from './environments.ts'
import { runBundle } from './run-bundle.ts'
import type { Settings } from './settings.ts'

export type Demo = {
  /** The sign-ins of the demo region as lines of text, or null without one. */
  describe(): Promise<string | null>
}

type Opened = { settings: Settings; environments: Environments }

const STATES = ['wanted', 'present', 'unwanted'] as const
type State = (typeof STATES)[number]

const FILE = 'demo'

/**
 * Records whether a database that is about to be created gets the demo region. This happens before the database exists,
 * so that a start that is killed at any moment leaves the answer for the next one.
 */
export function decideDemo(dataDir: string, isWanted: boolean): void {
  writeFileSync(join(dataDir, FILE), isWanted ? 'wanted' : 'unwanted', { mode: 0o600 })
}

/**
 * Adds the demo region once to a database that this program created, and makes sure that a lesson is live today. The
 * choice is made when the database is created, so that the demo never mixes with real data.
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
  // It is awaited later; an earlier failure must not end the process as an unhandled rejection.
  signIns.catch(() => {})
  return { describe: () => signIns }
}

/** @throws Problem when a folder that is about to be deleted holds anything but a demo region. */
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
