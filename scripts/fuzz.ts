// Sends whatever can be sent to a running Samsal, and sees whether it bears it. The short form is part of npm test.
// npm run fuzz                     both kinds, ten minutes each, with a seed that is printed
// npm run fuzz -- protocol         the messages of live lessons alone; `http` the routes, forms and actions
// FUZZ_SECONDS=3600 FUZZ_SEED=7    for how long, and the same as that time
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, ROOT } from './build.ts'
import { reportProblem } from './problem.mjs'

const TEN_MINUTES = '600'

try {
  await build()
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--project', 'fuzz', '--reporter', 'verbose', ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, FUZZ_SECONDS: process.env.FUZZ_SECONDS ?? TEN_MINUTES },
  })
  child.once('exit', (code) => process.exit(code ?? 1))
} catch (error) {
  reportProblem(error)
  process.exitCode = 1
}
