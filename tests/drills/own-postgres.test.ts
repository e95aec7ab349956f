import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { measureOutage, startMonitor } from '@/tests/support/monitor'
import { startOwnPostgres, type OwnPostgres } from '@/tests/support/own-postgres'
import { beginLesson, enterFromHome, type Visit } from '@/tests/support/people'
import { startSystem, waitUntil, type System } from '@/tests/support/system'

/*
 * A municipality's own PostgreSQL 15 with five connections, which is restarted and then refuses connections for a while
 * in the middle of a lesson. REFUSES_SECONDS says for how long; three minutes were tried by hand.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const REFUSES_MS = Number(process.env.REFUSES_SECONDS ?? 10) * 1_000
const UNNOTICED_MS = 1_500
const CONNECTIONS = 5

let database: OwnPostgres
let dataDir: string
let system: System
let region: string
let browsers: Browser[]
let home: Visit
let leaver: Visit

beforeAll(async () => {
  database = await startOwnPostgres(CONNECTIONS)
  dataDir = mkdtempSync(path.join(tmpdir(), 'samsal-own-data-'))
  chmodSync(dataDir, 0o711)
  const given = { DATABASE_URL: database.url, DATABASE_CONNECTIONS: String(CONNECTIONS), SAMSAL_DEMO: 'off' }
  const [hub, one, other] = await Promise.all([
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: 'home' }),
    launchChromium({ sender: 'classroom' }),
  ])
  browsers = [hub, one, other]
  system = await startSystem({ ...given, DATA_DIR: dataDir })
  await makeRegion()
  const line = (start: string) =>
    region
      .split('\n')
      .find((each) => each.startsWith(start))
      ?.slice(start.length) ?? ''
  const known: System = {
    ...system,
    staff: (account) => {
      const [email = '', password = ''] = line(`${account}: `).split(' / ')
      return { email, password }
    },
    linkOf: (name) => line(`participant ${name}: `),
  }
  await beginLesson(hub, known)
  home = await enterFromHome(one, known.linkOf('Saba Exempel'))
  leaver = await enterFromHome(other, known.linkOf('Mehret Testdotter'))
  for (const { page } of [home, leaver]) await page.locator('video[data-picture-of=communicator]').waitFor()
  await startMonitor(home.page)
  await measureOutage(home.page, Date.now())
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await system.stop()
  database.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The demo region, in a database that is not ours; the system gives up none of its five connections for it. */
async function makeRegion(): Promise<void> {
  const secrets = JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as Record<string, string>
  const asApp = new URL(database.url)
  asApp.username = 'samsal_app'
  asApp.password = secrets.APP_ROLE_PASSWORD ?? ''
  const env = { ...process.env, ...secrets, APP_DATABASE_URL: asApp.href, PUBLIC_URL: system.url }
  await system.stop()
  region = execFileSync(process.execPath, [path.join(ROOT, '.build/seed-demo.mjs')], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  })
  await system.startAgain()
}

const statusOf = async (name: string) => (await fetch(`${system.url}/api/${name}`)).status

/** Waits until every part is healthy; returns how long that took, and which parts were not, each until when. */
async function waitUntilWell(sinceMs: number): Promise<string> {
  const ill: Record<string, number> = {}
  const ask = async () => {
    const answer = await fetch(`${system.url}/api/health`)
    const { parts } = (await answer.json()) as { parts: Record<string, boolean> }
    for (const [part, isWell] of Object.entries(parts)) if (!isWell) ill[part] = Date.now() - sinceMs
    return answer.status === 200
  }
  await waitUntil(ask, 90_000).catch((error: unknown) => {
    throw new Error(`not well again; last seen ill: ${JSON.stringify(ill)}`, { cause: error })
  })
  return `well again after ${Date.now() - sinceMs} ms; last seen ill: ${JSON.stringify(ill)}`
}

test('five connections are never exceeded, while all serve', async () => {
  expect(await statusOf('health')).toBe(200)
  const pages = await Promise.all(Array.from({ length: 20 }, () => fetch(`${system.url}/sign-in`)))
  expect(pages.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  expect(system.printed()).not.toMatch(/\b53300\b|too many clients|remaining connection slots/)
  const taken = `select count(*) from pg_stat_activity where usename like 'samsal%'`
  expect(Number(database.ask(taken))).toBeLessThanOrEqual(CONNECTIONS)
})

/** Requests without a pause, so that a restart meets transactions that have begun. @returns ends them. */
function askWithoutPause(): () => Promise<void> {
  let goesOn = true
  const ask = async (name: string) => {
    while (goesOn) await fetch(`${system.url}/${name}`).then((answer) => answer.text())
  }
  const all = Promise.all(['api/health', 'api/health', 'api/ready', 'sign-in', 'sign-in'].map(ask))
  return async () => {
    goesOn = false
    await all
  }
}

test('nobody in a lesson notices a restart of the database', async () => {
  const atMs = Date.now()
  const rest = askWithoutPause()
  database.restart()
  const outage = await measureOutage(home.page, atMs)
  await rest()
  expect(outage).toMatchObject({ said: [] })
  expect(outage.pictureMs).toBeLessThan(UNNOTICED_MS)
  console.log(`restarted: ${await waitUntilWell(atMs)}`)
})

test('while it refuses, health says so and the lesson continues; after it, everything that happened is in the register', async () => {
  const atMs = Date.now()
  database.stop()
  await waitUntil(async () => (await statusOf('ready')) === 503, 10_000)
  expect(await statusOf('health')).toBe(503)
  expect(await (await fetch(`${system.url}/api/health`)).json()).toMatchObject({ parts: { database: false } })
  expect(await statusOf('live')).toBe(200)
  const leftAtMs = Date.now()
  await leaver.close()
  await new Promise((resolve) => setTimeout(resolve, REFUSES_MS))
  const outage = await measureOutage(home.page, atMs)
  expect(outage.said).toEqual([])
  expect(outage.pictureMs).toBeLessThan(UNNOTICED_MS)
  database.start()
  const startedMs = Date.now()
  console.log(`refused for ${startedMs - atMs} ms: ${await waitUntilWell(startedMs)}`)
  const since = `to_timestamp(${leftAtMs / 1_000 - 1})`
  const left = `select count(*) from presence_facts where kind = 'left' and person_id is not null and at > ${since}`
  await waitUntil(() => database.ask(left) === '1', 30_000)
})

test('no place in the pool of the web app was left unable to write', () => {
  expect(system.printed()).not.toContain('"event":"framework"')
})
