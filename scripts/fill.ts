// Fills an empty data folder with a made-up region, to try and measure it at the size of a country:
// DATA_DIR=/var/lib/samsal-10 npm run fill -- --scale 10
// --scale is a percentage of a country (1, 10, 100): 290 municipalities, 100 000 persons, 5 million attendances and 20
// million presence facts. --seed makes another region of the same size. With DATABASE_URL, that database is filled.
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { fillDatabase } from './fill/fill-database.ts'
import { Problem, reportProblem } from './problem.mjs'
import { step } from './progress.mjs'
import { openInstallation } from './supervisor/installation.ts'
import { migrate } from './supervisor/migrate.ts'
import { readSettings } from './supervisor/settings.ts'

const BYTES_PER_GIGABYTE = 1e9

try {
  await fill()
} catch (error) {
  reportProblem(error)
}

async function fill(): Promise<void> {
  const { values } = parseArgs({ options: { scale: { type: 'string' }, seed: { type: 'string', default: '1' } } })
  const scale = readNumber('--scale', values.scale, 100)
  const seed = readNumber('--seed', values.seed, Number.MAX_SAFE_INTEGER)
  const settings = readSettings({ ...process.env, SAMSAL_DEMO: 'off' })
  await build()
  const installation = await openInstallation(settings)
  try {
    const { migrate: env } = installation.environments
    await migrate(env)
    const { bytes, rows } = await fillDatabase({ ownerUrl: String(env.DATABASE_URL), scale, seed, onStep: step })
    for (const { table, count } of rows) console.log(`${String(count).padStart(10)} ${table}`)
    console.log(`${(bytes / BYTES_PER_GIGABYTE).toFixed(1)} GB`)
  } finally {
    await installation.close()
  }
}

function readNumber(name: string, given: string | undefined, most: number): number {
  const number = Number(given)
  if (given !== undefined && Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new Problem(`${name} needs a whole number from 1 to ${most}.`, 'For example: npm run fill -- --scale 10')
}
