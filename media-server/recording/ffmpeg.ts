import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'
import { promisify } from 'node:util'

import { PROGRAM_PATH } from '../env'

export type FfmpegEnd = { wasAsked: boolean; isDiskFull: boolean; isMissing: boolean }

const QUIET = ['-hide_banner', '-nostdin', '-loglevel', 'warning']
const STOP_WITHIN_MS = 3_000
const OUTPUT_MAX = 4_000
/** Low priority: making a file is not urgent, and live lessons need the machine more. */
const LOW_PRIORITY = 10
const PROBE_MAX_BYTES = 1_000_000

const running = new Set<ChildProcess>()
// However this process exits, its children are killed.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A running ffmpeg. */
export class Ffmpeg {
  readonly #child: ChildProcess
  readonly ended: Promise<FfmpegEnd>
  #output = ''
  #wasAsked = false

  /** @param input the contents of its standard input. */
  constructor(args: readonly string[], input = '') {
    const child = spawn('ffmpeg', [...QUIET, ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { NODE_ENV: 'production', PATH: PROGRAM_PATH },
    })
    this.#child = child
    running.add(child)
    child.stderr.on('data', (bytes: Buffer) => (this.#output = (this.#output + bytes.toString()).slice(-OUTPUT_MAX)))
    this.ended = new Promise((resolve) => {
      const end = (isMissing: boolean) => {
        running.delete(child)
        resolve({ wasAsked: this.#wasAsked, isDiskFull: this.#output.includes('No space left on device'), isMissing })
      }
      child.once('error', () => end(true))
      child.once('close', () => end(false))
    })
    // It may exit before it has read its input.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Lets it finish its file and exit; kills it if it does not. */
  async stop(): Promise<void> {
    this.#wasAsked = true
    this.#child.kill('SIGINT')
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_WITHIN_MS)
    await this.ended
    clearTimeout(timer)
  }

  /** Waits for its exit. @throws when it failed. */
  async finish(): Promise<void> {
    if (this.pid !== undefined) setPriority(this.pid, LOW_PRIORITY)
    await this.ended
    if (this.#child.exitCode !== 0) throw new Error(`ffmpeg ended with ${this.#child.exitCode}`)
  }
}

/** Start and length of a file, in ms, from its metadata. @throws when it cannot be read. */
export async function probe(path: string): Promise<{ startMs: number; durationMs: number }> {
  const args = ['-v', 'error', '-show_entries', 'format=start_time,duration', '-of', 'json', path]
  const { stdout } = await promisify(execFile)('ffprobe', args, { maxBuffer: PROBE_MAX_BYTES })
  const { format } = JSON.parse(stdout) as { format: { start_time?: string; duration?: string } }
  return { startMs: toMs(format.start_time), durationMs: toMs(format.duration) }
}

/** Whether ffmpeg and ffprobe are installed. */
export async function hasFfmpeg(): Promise<boolean> {
  try {
    await Promise.all(['ffmpeg', 'ffprobe'].map((program) => promisify(execFile)(program, ['-version'])))
    return true
  } catch {
    // Missing or not executable: that is the result.
    return false
  }
}

function toMs(seconds: string | undefined): number {
  return Math.round(Number(seconds ?? 0) * 1_000)
}
