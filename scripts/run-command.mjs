import { spawn } from 'node:child_process'

const KEPT_OUTPUT = 8_000

/**
 * Runs a program to its end. Its output is collected (the end of everything, and all of stdout) and passed on line by
 * line, not shown.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string | URL, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options]
 * @returns {Promise<{ code: number | null, output: string, printed: string }>}
 */
export function runCommand(program, args, { onLine, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    // A program must not outlive the script that waits for it.
    const end = () => child.kill()
    process.once('exit', end)
    let output = ''
    let printed = ''
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      const text = chunk.toString()
      output = (output + text).slice(-KEPT_OUTPUT)
      if (onLine) for (const line of text.split(/[\r\n]+/)) if (line) onLine(line)
    }
    child.stdout.on('data', (chunk) => {
      printed += chunk.toString()
      take(chunk)
    })
    child.stderr.on('data', take)
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', end)
      resolve({ code, output: output.trim(), printed: printed.trim() })
    })
  })
}
