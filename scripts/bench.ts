// Measures Samsal and writes docs/performance.md, docs/performance.json and docs/scaling.md.
// npm run bench                       all of it, three times each: about an hour on two cores
// npm run bench -- join loss          parts, by the files of tests/bench; the rest keeps its last figures
// BENCH_REPEATS=1 npm run bench       faster, and less reliable
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeMachine } from './bench/machine.ts'
import { isKept } from '../tests/bench/figures.ts'
import { readResults, type Results } from './bench/results.ts'
import { performanceJson, performancePage } from './bench/write-performance.ts'
import { scalingPage } from './bench/write-scaling.ts'
import { build, ROOT } from './build.ts'
import { reportProblem } from './problem.mjs'

const FOLDER = join(ROOT, '.artifacts', 'bench')
const JSON_PAGE = join(ROOT, 'docs/performance.json')

try {
  mkdirSync(FOLDER, { recursive: true })
  await build()
  const code = await measure(process.argv.slice(2))
  process.exitCode = writePages() && code === 0 ? 0 : 1
} catch (error) {
  reportProblem(error)
  process.exitCode = 1
}

function measure(parts: string[]): Promise<number> {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const files = parts.map((part) => `tests/bench/${part}`)
  const args = [vitest, 'run', '--project', 'bench', '--reporter', 'verbose', ...files]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

/** @returns whether every target is met. */
function writePages(): boolean {
  const known = JSON.parse(readFileSync(JSON_PAGE, 'utf8')) as Partial<Results> & { measuredOn?: string }
  const results = readResults(FOLDER, {
    ...known,
    figures: known.figures?.map((one) => ({ on: known.measuredOn, ...one })),
  })
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/mediasoup/package.json'), 'utf8')) as {
    version: string
  }
  const about = { machine: describeMachine(version), on: new Date().toISOString().slice(0, 10) }
  writeFileSync(JSON_PAGE, performanceJson(results, about))
  writeFileSync(join(ROOT, 'docs/performance.md'), performancePage(results, about))
  writeFileSync(join(ROOT, 'docs/scaling.md'), scalingPage(results, about.on))
  const broken = results.figures.filter((figure) => isKept(figure) === false)
  for (const { what, values, promise } of broken) {
    console.error(`Not kept: ${what}: ${values.join(', ')} against ${JSON.stringify(promise)}`)
  }
  return broken.length === 0
}
