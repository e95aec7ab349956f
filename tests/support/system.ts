import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import postgres from 'postgres'
import * as z from 'zod'

import { findFreeMediaPort, findFreePort } from './ports'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const READY_MS = 150_000

export type SignIn = { email: string; password: string }
export type System = {
  url: string
  port: number
  mediaPort: number
  rtcPort: number
  /** Its environment, for commands that run beside it. */
  environment: NodeJS.ProcessEnv
  /** Staff by the name of their account in the demo region. */
  staff: (account: string) => SignIn
  /** Personal links of the demo region, by the participant's name. */
  linkOf: (name: string) => string
  printed: () => string
  /** Kills the one process whose command line contains `part`. */
  kill: (part: string, signal?: NodeJS.Signals) => void
  isRunning: (part: string) => boolean
  /** Ids of our processes whose command line contains `part`. */
  pidsOf: (part: string) => number[]
  /** The database's address for its owner. */
  ownerUrl: () => string
  /** Rows as the owner of the database sees them, to compare with what pages show. */
  query: <Row>(text: string) => Promise<Row[]>
  /** Kills everything together, including the supervisor and the database, like a power cut. */
  cutPower: () => Promise<void>
  /** Restarts it on the same data; resolves when it serves. */
  startAgain: () => Promise<void>
  stop: () => Promise<void>
}

/** The command to run, and the checkout to run it in. */
type Program = { command: readonly string[]; cwd: string }
const PRODUCT: Program = { command: [process.execPath, path.join(ROOT, 'scripts/start.ts')], cwd: ROOT }

/** Starts the whole product as `npm start` does, on separate ports and in a separate folder. */
export async function startSystem(extra: Record<string, string> = {}, program = PRODUCT): Promise<System> {
  const dataDir = extra.DATA_DIR ?? mkdtempSync(path.join(tmpdir(), 'samsal-e2e-'))
  chmodSync(dataDir, 0o711)
  const [freePort, mediaPort, rtcPort] = await Promise.all([findFreePort(), findFreePort(), findFreeMediaPort()])
  const port = Number(extra.PORT ?? freePort)
  const environment = {
    ...process.env,
    PORT: String(port),
    MEDIA_PORT: String(mediaPort),
    RTC_PORT: String(rtcPort),
    MEDIA_WORKERS: '1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    ...extra,
  }
  const ready = `Samsal is ready: http://localhost:${port}`
  let printed = ''
  const start = async () => {
    const [file = '', ...args] = program.command
    const child = spawn(file, args, { env: environment, cwd: program.cwd })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => {
        said += bytes.toString()
        printed += bytes.toString()
      })
    }
    await waitUntil(() => {
      if (child.exitCode !== null) throw new Error(`the start failed:\n${said}`)
      return said.includes(ready) && (extra.SAMSAL_DEMO === 'off' || said.includes('participant '))
    }, READY_MS).catch((cause: unknown) => {
      throw new Error(`the start did not get ready:\n${said}`, { cause })
    })
    return child
  }
  let supervisor = await start()
  const lines = () => printed.slice(printed.indexOf(ready)).split('\n')
  const findOurs = (part: string) => listProcesses(supervisor.pid ?? 0).filter((each) => each.command.includes(part))
  return {
    url: `http://localhost:${port}`,
    port,
    mediaPort,
    rtcPort,
    environment,
    staff: (account) => {
      const match = lines()
        .map((line) => line.match(new RegExp(`^${account}: (\\S+) / (\\S+)$`)))
        .find(Boolean)
      if (!match?.[1] || !match[2]) throw new Error(`no sign-in was printed for ${account}`)
      return { email: match[1], password: match[2] }
    },
    linkOf: (name) => {
      const line = lines().find((each) => each.startsWith(`participant ${name}: `))
      if (!line) throw new Error(`no link was printed for ${name}`)
      return line.slice(`participant ${name}: `.length).trim()
    },
    printed: () => printed,
    kill: (part, signal = 'SIGKILL') => {
      const found = findOurs(part)
      if (found.length === 0) throw new Error(`no process of ours runs ${part}`)
      for (const each of found) process.kill(each.pid, signal)
    },
    isRunning: (part) => findOurs(part).length > 0,
    pidsOf: (part) => findOurs(part).map(({ pid }) => pid),
    ownerUrl: () => ownerUrlOf(dataDir),
    query: (text) => queryAsOwner(dataDir, text),
    cutPower: async () => {
      const all = [supervisor.pid ?? 0, ...findOurs('').map(({ pid }) => pid)]
      for (const pid of all) killIfThere(pid)
      await waitUntil(() => all.every((pid) => readProcess(pid).length === 0), 10_000)
    },
    startAgain: async () => {
      supervisor = await start()
    },
    stop: async () => {
      supervisor.kill('SIGTERM')
      await waitUntil(() => supervisor.exitCode !== null || supervisor.signalCode !== null, 10_000)
      // A given folder belongs to the caller.
      if (extra.DATA_DIR === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Waits until a condition holds; throws after `timeoutMs`. */
export async function waitUntil(holds: () => boolean | Promise<boolean>, timeoutMs: number): Promise<void> {
  const endAt = Date.now() + timeoutMs
  while (!(await holds())) {
    if (Date.now() > endAt) throw new Error(`gave up after ${timeoutMs} ms: ${holds.toString().slice(0, 200)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

type Process = { pid: number; parent: number; command: string }

/** All descendants of a process, read from /proc. */
function listProcesses(ancestor: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)))
  const ours = new Set([ancestor])
  for (let size = 0; size !== ours.size;) {
    size = ours.size
    for (const each of all) if (ours.has(each.parent)) ours.add(each.pid)
  }
  return all.filter((each) => ours.has(each.pid) && each.pid !== ancestor)
}

function readProcess(pid: number): Process[] {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return [{ pid, parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command }]
  } catch {
    // It exited in the meantime.
    return []
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It exited with another one.
  }
}

function ownerUrlOf(dataDir: string): string {
  const { port, password } = z
    .looseObject({ port: z.number(), password: z.string() })
    .parse(JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8')))
  return `postgres://samsal:${encodeURIComponent(password)}@127.0.0.1:${port}/samsal`
}

async function queryAsOwner<Row>(dataDir: string, text: string): Promise<Row[]> {
  // Functions of the database return nothing without an actor.
  const connection = { 'app.actor': 'system:set-up' }
  const client = postgres(ownerUrlOf(dataDir), { max: 1, onnotice: () => {}, connection })
  try {
    return (await client.unsafe(text)) as unknown as Row[]
  } finally {
    await client.end()
  }
}
