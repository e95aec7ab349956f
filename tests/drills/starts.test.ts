import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterEach, expect, test, vi } from 'vitest'

import { findFreeMediaPort, findFreePort } from '@/tests/support/ports'

/*
 * What can happen to a start in operation: killed in the middle, as an ordinary user, in a strange folder, twice at the
 * same time, and by systemd.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const PATIENCE = { timeout: 60_000, interval: 50 }
const NOBODY = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }))
const WORKER = String(process.env.MEDIASOUP_WORKER_BIN)

type Started = { child: ChildProcess; printed: () => string; port: number }

const folders: string[] = []
const started: Started[] = []
afterEach(async () => {
  for (const { child } of started.splice(0)) await end(child)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function makeFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

type Start = { command?: string[]; cwd?: string; env: Record<string, string | undefined> }

async function start({ command = [process.execPath, 'scripts/start.ts'], cwd = ROOT, env }: Start): Promise<Started> {
  const [port, mediaPort, rtcPort] = await Promise.all([findFreePort(), findFreePort(), findFreeMediaPort()])
  const [file = '', ...args] = command
  const ports = { PORT: String(port), MEDIA_PORT: String(mediaPort), RTC_PORT: String(rtcPort), MEDIA_WORKERS: '1' }
  const environment = { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...ports, ...env } as unknown as NodeJS.ProcessEnv
  const child = spawn(file, args, { cwd, env: environment })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (printed += bytes.toString()))
  const one = { child, printed: () => printed, port }
  started.push(one)
  return one
}

const isOver = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  await vi.waitUntil(() => isOver(child), PATIENCE)
}

async function waitUntilReady({ child, printed }: Started): Promise<string> {
  await vi.waitUntil(() => {
    if (isOver(child)) throw new Error(`the start failed:\n${printed()}`)
    return printed().includes('Samsal is ready') && printed().includes('participant ')
  }, PATIENCE)
  return printed()
}

async function isWell(port: number): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}/api/health`)).ok
}

/** Sign-ins without their secrets: the contents of the demo region. */
const regionOf = (text: string) => text.match(/^(participant [^:]+|[a-z]+):/gm)?.toSorted()

test('the next start repairs a first start that is killed at any step', async () => {
  const whole = await start({ env: { DATA_DIR: makeFolder('samsal-whole-') } })
  const region = regionOf(await waitUntilReady(whole))
  expect(region?.length).toBeGreaterThan(6)
  const dataDir = makeFolder('samsal-killed-')
  chmodSync(dataDir, 0o711)
  // By its output so far: while the database is created, its schema, the region, and while everything starts.
  for (const step of [
    'Making the database',
    '✓ Making the database',
    'Making the demo region',
    '✓ Making the demo region',
  ]) {
    const one = await start({ env: { DATA_DIR: dataDir } })
    await vi
      .waitUntil(() => one.printed().includes(step) || isOver(one.child), { timeout: 10_000, interval: 5 })
      .catch(() => false)
    one.child.kill('SIGKILL')
    await vi.waitUntil(() => isOver(one.child), PATIENCE)
  }
  const last = await start({ env: { DATA_DIR: dataDir } })
  expect(regionOf(await waitUntilReady(last))).toEqual(region)
  expect(await isWell(last.port)).toBe(true)
})

test('an ordinary user without a home directory starts it from a read-only folder with spaces and å', async () => {
  const place = makeFolder('samsal en mapp med å ')
  const checkout = join(place, 'Samsal för kommunen')
  // Linked, not copied: the files are root's, so that nobody else can write them.
  mkdirSync(checkout)
  const listed = execFileSync('ls', ['-A', ROOT], { encoding: 'utf8' }).split('\n')
  const parts = listed.filter(
    (name) => name !== '' && name !== '.git' && !name.startsWith('.data') && name !== '.artifacts',
  )
  execFileSync('cp', ['-al', ...parts.map((name) => join(ROOT, name)), checkout])
  const worker = join(place, 'worker')
  copyFileSync(WORKER, worker)
  chmodSync(worker, 0o755)
  const dataDir = join(place, 'data på disk')
  mkdirSync(dataDir)
  chownSync(dataDir, NOBODY, NOBODY)
  const asNobody = ['setpriv', '--reuid', 'nobody', '--regid', 'nogroup', '--clear-groups']
  const command = [...asNobody, join(checkout, 'node_modules/.bin/node'), 'scripts/start.ts']
  const one = await start({ command, cwd: checkout, env: { DATA_DIR: dataDir, MEDIASOUP_WORKER_BIN: worker } })
  await waitUntilReady(one)
  expect(await isWell(one.port)).toBe(true)
  await end(one.child)
  // The program's own folder is no place for data.
  const other = await start({ command, cwd: checkout, env: { MEDIASOUP_WORKER_BIN: worker } })
  await vi.waitUntil(() => isOver(other.child), PATIENCE)
  expect(other.printed()).toContain('cannot be written')
  expect(other.printed()).toContain('Set DATA_DIR')
})

test('of two starts on one data folder the second says why it stops, and the first continues', async () => {
  const dataDir = makeFolder('samsal-twice-')
  chmodSync(dataDir, 0o711)
  const both = await Promise.all([start({ env: { DATA_DIR: dataDir } }), start({ env: { DATA_DIR: dataDir } })])
  await vi.waitUntil(() => both.some(({ child }) => isOver(child)), PATIENCE)
  const [first, second] = both.toSorted((one, other) => Number(isOver(one.child)) - Number(isOver(other.child)))
  if (!first || !second) throw new Error('two were started')
  expect(second.printed()).toContain('is in use by another start')
  await waitUntilReady(first)
  expect(await isWell(first.port)).toBe(true)
})

test('the systemd unit is valid, and its command starts and stops as it says', async () => {
  const dataDir = makeFolder('samsal-unit-')
  chmodSync(dataDir, 0o711)
  const unit = readFileSync(join(ROOT, 'operations/samsal.service'), 'utf8')
  const here = unit.replaceAll('/opt/samsal', ROOT)
  const file = join(makeFolder('samsal-units-'), 'samsal.service')
  writeFileSync(file, here)
  expect(execFileSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8', stdio: 'pipe' })).toBe('')
  const command = /^ExecStart=(.+)$/m.exec(here)?.[1]?.split(' ') ?? []
  const given = Object.fromEntries(
    [...here.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  )
  expect(given.DATA_DIR).toBe('/var/lib/samsal')
  const one = await start({ command, env: { ...given, DATA_DIR: dataDir, MEDIASOUP_WORKER_BIN: WORKER } })
  await vi.waitUntil(() => one.printed().includes('Samsal is ready') || isOver(one.child), PATIENCE)
  expect(await isWell(one.port)).toBe(true)
  const stopSeconds = Number(/^TimeoutStopSec=(\d+)$/m.exec(here)?.[1])
  one.child.kill('SIGTERM')
  await vi.waitUntil(() => isOver(one.child), { timeout: stopSeconds * 1_000, interval: 50 })
  expect(one.child.exitCode).toBe(0)
  expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false)
})
