// Rehearses a whole lesson in real browsers, with everything that can happen in it, and prints a line for each point.
// npm run rehearsal          the long form, about twenty minutes, with every state in three languages;
//                            the short one is part of npm test
// npm run rehearsal -- data  one part of it
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, ROOT } from './build.ts'
import { reportProblem } from './problem.mjs'

try {
  await build()
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--project', 'rehearsal', '--reporter', 'verbose', ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, REHEARSAL: process.env.REHEARSAL ?? 'long' },
  })
  child.once('exit', (code) => process.exit(code ?? 1))
} catch (error) {
  reportProblem(error)
  process.exitCode = 1
}
