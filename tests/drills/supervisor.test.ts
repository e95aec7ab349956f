import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { findFreeMediaPort, findFreePort, findFreePorts } from '@/tests/support/ports'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const START = join(ROOT, 'scripts/start.ts')
const READY_MS = 90_000
const STOP_MS = 5_000
const PATIENCE = { timeout: 30_000, interval: 50 }

type Running = { supervisor: ChildProcess; printed: () => string }

let dataDir = ''
let environment: NodeJS.ProcessEnv
let port = 0
/** The first of three in a row. */
let metricsPort = 0
let running: Running

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'samsal-kill-'))
  chmodSync(dataDir, 0o711)
  port = await findFreePort()
  metricsPort = await findFreePorts(3)
  environment = {
    ...process.env,
    DATA_DIR: dataDir,
    // Passed on to every process, so that they can be told from those of other starts.
    PATH: `${process.env.PATH}:${dataDir}`,
    PORT: String(port),
    MEDIA_PORT: String(await findFreePort()),
    RTC_PORT: String(await findFreeMediaPort()),
    MEDIA_WORKERS: '1',
    METRICS_PORT: String(metricsPort),
    LOG_LEVEL: 'warn',
  }
  running = await start()
}, READY_MS)

afterAll(async () => {
  running.supervisor.kill('SIGTERM')
  await vi.waitUntil(() => listOurs().length === 0, PATIENCE)
  rmSync(dataDir, { recursive: true, force: true })
})

test('the first start shows the demo sign-ins', () => {
  const [before, after] = running.printed().split(`Samsal is ready: http://localhost:${port}`)
  expect(before).toBeDefined()
  expect(after?.trim()).not.toBe('')
})

test.each([
  ['web app', 0, 'samsal_web_http_requests_total{route="/api/health",'],
  ['media server', 1, 'samsal_media_worker_age_seconds{worker="0"}'],
  ['jobs process', 2, 'samsal_jobs_queue_length{state="ready"}'],
])('the %s serves its metrics on its own port', async (_, offset, series) => {
  expect(await isHealthy()).toBe(true)
  expect(await (await fetch(`http://127.0.0.1:${metricsPort + offset}/metrics`)).text()).toContain(series)
})

test.each(['PORT', 'MEDIA_PORT'])('metrics are not served on the public %s', async (name) => {
  expect((await fetch(`http://127.0.0.1:${environment[name]}/metrics`)).status).toBe(404)
})

test.each(['media-server.mjs', 'next-server', 'jobs.mjs', 'native/bin/postgres'])(
  'a killed %s is restarted',
  async (name) => {
    const killed = findProcess(name)
    const killedAt = performance.now()
    process.kill(killed, 'SIGKILL')
    await vi.waitUntil(async () => {
      const now = listOurs().find((each) => each.command.includes(name) && each.isChild)
      return now !== undefined && now.pid !== killed && (await isHealthy())
    }, PATIENCE)
    expect(findProcess(name)).not.toBe(killed)
    console.log(`${name}: well again after ${Math.round(performance.now() - killedAt)} ms`)
  },
)

test('a second start on the same data is refused', async () => {
  const ports = { PORT: String(await findFreePort()), MEDIA_PORT: String(await findFreePort()), METRICS_PORT: '' }
  const { status, stderr } = startAndWait({ ...ports, RTC_PORT: String(await findFreeMediaPort()) })
  expect(status).toBe(1)
  expect(stderr).toContain(`The database in ${dataDir} is in use by another start of Samsal.`)
  expect(await isHealthy()).toBe(true)
})

test('an invalid value is named', () => {
  const { status, stderr } = startAndWait({ PORT: 'abc' })
  expect(status).toBe(1)
  expect(stderr).toContain('PORT must be a whole number from 1 to 65535, but it is "abc".')
})

test('a taken port is named with its variable', async () => {
  const { status, stderr } = startAndWait({})
  expect(status).toBe(1)
  expect(stderr).toContain(`TCP port ${port} (PORT) is taken by another program.`)
  expect(await isHealthy()).toBe(true)
})

test(
  'kill -9 of the supervisor leaves no process behind, and the next start continues',
  async () => {
    running.supervisor.kill('SIGKILL')
    await vi.waitUntil(() => listOurs().length === 0, PATIENCE)
    const startedAt = performance.now()
    running = await start()
    console.log(`ready again after ${Math.round(performance.now() - startedAt)} ms`)
    expect(await isHealthy()).toBe(true)
  },
  READY_MS,
)

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops everything within five seconds',
  async (signal) => {
    const stoppedAt = performance.now()
    const exit = once(running.supervisor, 'exit')
    running.supervisor.kill(signal)
    expect(await exit).toEqual([0, null])
    expect(performance.now() - stoppedAt).toBeLessThan(STOP_MS)
    expect(listOurs()).toEqual([])
    running = await start()
  },
  READY_MS,
)

async function start(): Promise<Running> {
  const supervisor = spawn(process.execPath, [START], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const take = (chunk: Buffer): void => {
    printed += chunk.toString()
  }
  supervisor.stdout.on('data', take)
  supervisor.stderr.on('data', take)
  await vi.waitUntil(
    () => {
      if (supervisor.exitCode !== null) throw new Error(`The supervisor ended:\n${printed}`)
      return /Samsal is ready: .*\n[^]*\S/.test(printed)
    },
    { timeout: READY_MS, interval: 50 },
  )
  return { supervisor, printed: () => printed }
}

function startAndWait(changes: Record<string, string>): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [START], { cwd: ROOT, env: { ...environment, ...changes }, encoding: 'utf8' })
}

type Listed = { pid: number; command: string; isChild: boolean }

/** Every process of this start. */
function listOurs(): Listed[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({ pid: Number(name), ...readProcess(name) }))
    .filter(({ variables }) => variables.includes(dataDir))
    .map(({ pid, command, parent }) => ({ pid, command, isChild: parent === running?.supervisor.pid }))
}

function readProcess(pid: string): { command: string; variables: string; parent: number } {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8')
    const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
    return { command, variables, parent }
  } catch {
    // It exited in the meantime.
    return { command: '', variables: '', parent: 0 }
  }
}

function findProcess(name: string): number {
  const found = listOurs().find((each) => each.command.includes(name) && each.isChild)
  if (!found) throw new Error(`${name} does not run among: ${listOurs().map((each) => each.command)}`)
  return found.pid
}

async function isHealthy(): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).ok
  } catch {
    // Nobody listens at the moment.
    return false
  }
}
