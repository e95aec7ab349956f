// Runs the checks, the builds and the tests.
// npm test                 all of it
// npm test -- unit db      parts: checks, or the projects of vitest.config.ts
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { keepFigure } from '../tests/bench/figures.ts'
import type { TestCounts, TestFile } from '../tests/support/reporter.ts'
import { build, ROOT } from './build.ts'
import { Problem, reportProblem } from './problem.mjs'
import { duration } from './progress.mjs'
import { runCommand } from './run-command.mjs'
import { filesToRunAgain, withSecondRun } from './test/run-again.ts'

const PROJECTS = [
  'unit',
  'architecture',
  'db',
  'media',
  'load',
  'networks',
  'web',
  'e2e',
  'rehearsal',
  'layouts',
  'drills',
  'timing',
  'kill',
  'fuzz',
]
const WITHOUT_BUILD = ['unit', 'architecture', 'db', 'media', 'layouts']
const NEEDS_BUILD = PROJECTS.filter((project) => !WITHOUT_BUILD.includes(project))
const CHECKS = [
  { title: 'Types', script: 'types' },
  { title: 'Format', script: 'format:check' },
  { title: 'Lint', script: 'lint' },
  { title: 'Dead code', script: 'dead-code' },
]
const SLOWEST_SHOWN = 12
const MINUTE_MS = 60_000
const COUNTS_FILE = join(ROOT, '.build', 'test-counts.json')

type Outcome = { passed: number; failed: number }

const startedAt = performance.now()
const outcome: Outcome = { passed: 0, failed: 0 }
try {
  const parts = readParts(process.argv.slice(2))
  if (parts.hasChecks) for (const check of CHECKS) add(await runCheck(check))
  if (parts.projects.length > 0) add(await runTests(parts.projects))
} catch (error) {
  reportProblem(error)
  outcome.failed += 1
}
const tookMs = performance.now() - startedAt
console.log(`\nTook ${duration(tookMs)}.`)
console.log(`${outcome.passed} passed, ${outcome.failed} failed`)
if (outcome.failed > 0) process.exitCode = 1
else if (process.argv.length === 2) await keepDuration(tookMs)

/** The duration of a complete run, for the next `npm run bench`. */
async function keepDuration(ms: number): Promise<void> {
  await keepFigure({
    ...{ key: 'testMinutes', what: 'the whole test run, the builds included', unit: 'min', values: [ms / MINUTE_MS] },
    beside: 'one complete run of `npm test` on this machine, downloads and the worker’s build aside',
    promise: { atMost: 25 },
    limit: 'real lessons: breaks, naps and networks that take their time, and two cores',
  })
}

function add({ passed, failed }: Outcome): void {
  outcome.passed += passed
  outcome.failed += failed
}

function readParts(names: string[]): { hasChecks: boolean; projects: string[] } {
  if (names.length === 0) return { hasChecks: true, projects: PROJECTS }
  const unknown = names.find((name) => name !== 'checks' && !PROJECTS.includes(name))
  if (unknown) throw new Problem(`There is no part "${unknown}".`, `The parts are: checks ${PROJECTS.join(' ')}`)
  return { hasChecks: names.includes('checks'), projects: PROJECTS.filter((project) => names.includes(project)) }
}

async function runCheck({ title, script }: { title: string; script: string }): Promise<Outcome> {
  const beganAt = performance.now()
  const { code, output } = await runCommand('npm', ['run', '--silent', script], { cwd: ROOT })
  console.log(`${code === 0 ? '✓' : '✗'} ${title} ${duration(performance.now() - beganAt)}`)
  if (code === 0) return { passed: 1, failed: 0 }
  console.log(output)
  return { passed: 0, failed: 1 }
}

/** A failed build is one failure; tests that need no build still run. */
async function runBuild(): Promise<boolean> {
  try {
    await build()
    return true
  } catch (error) {
    reportProblem(error)
    return false
  }
}

async function runTests(wanted: string[]): Promise<Outcome> {
  const needBuild = wanted.some((project) => NEEDS_BUILD.includes(project))
  if (!needBuild || (await runBuild())) return await countTests(wanted)
  console.log(`✗ The build, and with it: ${NEEDS_BUILD.join(', ')}`)
  const rest = wanted.filter((project) => !NEEDS_BUILD.includes(project))
  const { passed, failed } = rest.length > 0 ? await countTests(rest) : { passed: 0, failed: 0 }
  return { passed, failed: failed + 1 }
}

async function countTests(projects: string[]): Promise<Outcome> {
  const first = await runVitest(projects.flatMap((name) => ['--project', name]))
  const counts = first && (await runFailedAgain(first))
  if (!counts) {
    console.log('✗ The tests ended before they could be counted.')
    return { passed: 0, failed: 1 }
  }
  const sum = (some: TestFile[], what: 'passed' | 'failed' | 'skipped') =>
    some.reduce((total, one) => total + one[what], 0)
  const { files } = counts
  let failed = sum(files, 'failed') + counts.errors
  for (const project of projects) {
    const passed = sum(
      files.filter((one) => one.project === project),
      'passed',
    )
    console.log(`  ${project}: ${passed} passed`)
    if (passed > 0) continue
    console.log(`✗ No test of ${project} passed.`)
    failed += 1
  }
  printSlowest(files)
  const skipped = sum(files, 'skipped')
  if (skipped > 0) console.log(`  ${skipped} skipped`)
  // Any failure of vitest itself counts, even if none of our tests failed.
  if (counts.code !== 0 && failed === 0) failed = 1
  return { passed: sum(files, 'passed'), failed }
}

/** Decision 0057: a file that failed beside another runs once more with nothing beside it, and that outcome counts. */
async function runFailedAgain(first: Run): Promise<Run> {
  let counts: Run = first
  const again = filesToRunAgain(first)
  const others = first.files.some((one) => one.failed > 0 && !again.includes(one))
  for (const { project, file } of again) {
    console.log(`\nOnce more, with nothing beside it: ${file}`)
    const second = await runVitest(['--project', project, file])
    if (!second) return first
    counts = { ...withSecondRun(counts, second), code: counts.code }
    const isWell = second.code === 0 && second.errors === 0 && second.files.every((one) => one.failed === 0)
    console.log(`${isWell ? 'Failed beside another file, passed alone' : 'Failed twice'}: ${file}`)
  }
  const isWellNow = again.length > 0 && !others && counts.files.every((one) => one.failed === 0)
  return isWellNow ? { ...counts, code: 0 } : counts
}

/** Files of a project may run two at a time: their sum then exceeds the project's duration. */
function printSlowest(files: TestFile[]): void {
  const byProject = Map.groupBy(files, ({ project }) => project)
  const sum = (some: TestFile[]) => some.reduce((total, { ms }) => total + ms, 0)
  console.log('Where the time went, summed over files:')
  for (const [project, some] of byProject) console.log(`  ${project}: ${duration(sum(some))} in ${some.length} files`)
  const slowest = files.toSorted((one, other) => other.ms - one.ms).slice(0, SLOWEST_SHOWN)
  for (const { file, ms } of slowest) console.log(`  ${duration(ms)}  ${file}`)
}

/** What vitest counted, and its exit code. */
type Run = TestCounts & { code: number | null }

async function runVitest(which: string[]): Promise<Run | undefined> {
  rmSync(COUNTS_FILE, { force: true })
  const args = [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...which]
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, TZ: 'UTC', SAMSAL_TEST_COUNTS: COUNTS_FILE },
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (!existsSync(COUNTS_FILE)) return undefined
  return { ...(JSON.parse(readFileSync(COUNTS_FILE, 'utf8')) as TestCounts), code }
}
