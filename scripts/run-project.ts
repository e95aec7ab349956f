import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, ROOT } from './build.ts'
import { reportProblem } from './problem.mjs'

/** Builds, runs one project of vitest.config.ts with the given arguments, and exits with its exit code. */
export async function runProject(name: string, environment: Record<string, string>): Promise<void> {
  try {
    await build()
    const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
    const args = [vitest, 'run', '--project', name, '--reporter', 'verbose', ...process.argv.slice(2)]
    const env = { ...process.env, ...environment }
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env })
    child.once('exit', (code) => process.exit(code ?? 1))
  } catch (error) {
    reportProblem(error)
    process.exitCode = 1
  }
}
