import { bundlePath, ROOT, type Bundle } from '../build.ts'
import { Problem } from '../problem.mjs'
import { runCommand } from '../run-command.mjs'

type Run = { bundle: Bundle; args?: string[]; env: NodeJS.ProcessEnv; failure: string; remedy: string }

/** Runs a bundle to its end and returns its output. A failure becomes a problem in the caller's words. */
export async function runBundle({ bundle, args = [], env, failure, remedy }: Run): Promise<string> {
  const nodeArgs = ['--enable-source-maps', bundlePath(bundle), ...args]
  const { code, output, printed } = await runCommand(process.execPath, nodeArgs, { cwd: ROOT, env })
  if (code === 0) return printed
  throw new Problem(`${failure} (code ${code}):\n${output}`, remedy)
}
