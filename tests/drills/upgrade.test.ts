import { randomBytes } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

import type { Browser } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { migrate } from '@/db/migrate'
import { launchChromium } from '@/tests/support/chromium'
import { startOwnPostgres, type OwnPostgres } from '@/tests/support/own-postgres'
import { openLink, signIn, type Visit } from '@/tests/support/people'
import { startSystem, waitUntil, type System } from '@/tests/support/system'

/* The present release starts on the data of the last one of protocol version 2, with a lesson in it. */

const FIXTURE = fileURLToPath(new URL('../fixtures/version-2', import.meta.url))
const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url))
/** Migrations that version 2 had. */
const MIGRATIONS_OF_VERSION_2 = 17
const CONNECTIONS = 20
const LESSON = '5f174bb7-9bfb-470e-b164-56f67dde000b'
const NODE = 'vm:16899'
const COMMUNICATOR = { email: 'communicator@samsal.example', password: '6e75-2f49-6893-0719' }
const SABA = '/p#KN8L8DnD8wrl6D6X8Zdo8rhWW6WoKn2xXR2k_HJKw3s'
/** Tables that change without anybody acting while a system runs. */
const ALIVE = new Set(['heartbeats', 'media_nodes', 'lesson_live_states', 'access_generations'])

type Rows = Record<string, Record<string, unknown>[]>
const before = JSON.parse(gunzipSync(readFileSync(join(FIXTURE, 'rows.json.gz'))).toString()) as Rows
const TABLES: Record<string, string> = { room_checks: 'classroom_checks', material_pages: 'material_slides' }
const waiting = readFileSync(join(FIXTURE, 'outbox.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { factId: string; kind: string })

let database: OwnPostgres
let owner: postgres.Sql
let folder: string
let system: System | undefined
let browser: Browser
let hub: Visit

beforeAll(async () => {
  database = await startOwnPostgres(CONNECTIONS)
  owner = postgres(database.url, { max: 1 })
  folder = mkdtempSync(join(tmpdir(), 'samsal-upgrade-'))
  chmodSync(folder, 0o711)
  browser = await launchChromium({ sender: 'hub' })
  await fillDatabase()
  const dataDir = makeDataDir()
  system = await startSystem({ DATABASE_URL: database.url, DATA_DIR: dataDir, NODE_ID: NODE, SAMSAL_DEMO: 'off' })
})
afterAll(async () => {
  await browser.close()
  await system?.stop()
  await owner.end()
  database.remove()
  rmSync(folder, { recursive: true, force: true })
})

function started(): System {
  if (!system) throw new Error('the system did not start')
  return system
}

/** The schema of version 2 with its rows; the lesson is moved to this hour. */
async function fillDatabase(): Promise<void> {
  const migrationsFolder = join(folder, 'migrations')
  cpSync(MIGRATIONS, migrationsFolder, { recursive: true })
  const journal = join(migrationsFolder, 'meta', '_journal.json')
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] }
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, MIGRATIONS_OF_VERSION_2) }))
  const passwords = { app: randomBytes(24).toString('hex'), jobs: randomBytes(24).toString('hex') }
  await migrate({ ownerUrl: database.url, passwords, migrationsFolder })
  // Rows that triggers add meanwhile come after the earlier ones.
  for (const table of ['attendance_entries', 'roll_marks', 'audit_entries']) {
    await owner`select setval(pg_get_serial_sequence(${table}, 'id'), 1000)`
  }
  let left = Object.entries(before)
  while (left.length > 0) {
    const later: typeof left = []
    for (const [table, rows] of left) if (!(await insert(table, rows))) later.push([table, rows])
    if (later.length === left.length) throw new Error(`refused: ${later.map(([table]) => table).join(', ')}`)
    left = later
  }
  await addWhatTheLessonHadNot()
  await owner`update lessons set starts_at = now() - interval '10 minutes', ends_at = now() + interval '2 hours',
    break_starts_at = null, break_ends_at = null where id = ${LESSON}`
}

const SLIDE = { materialId: LESSON, page: 2, pageCount: 3 }
const FINDINGS = { parts: { udp: 'good' }, lines: { udp: null, tcp: null, turn: null } }

/** A recording, a classroom's check and a waiting job, as version 2 wrote them. */
async function addWhatTheLessonHadNot(): Promise<void> {
  const timeline = { segments: [], slides: [{ atMs: 1, slide: SLIDE }] }
  await owner`insert into recordings (id, lesson_id, hosting_municipality_id, started_at, ended_at, duration_ms, bytes,
      timeline, retain_until)
    select gen_random_uuid(), id, hosting_municipality_id, now(), now(), 1, 1, ${owner.json(timeline)}, '2999-01-01'
    from lessons where id = ${LESSON}`
  await owner`insert into room_checks (endpoint_id, municipality_id, reason, verdict, findings)
    select id, municipality_id, 'night', 'green', ${owner.json(FINDINGS)} from endpoints`
  await owner`select graphile_worker.add_job('settle-lesson', json_build_object('lessonId', ${LESSON}::text),
    job_key => ${`settle-lesson:${LESSON}`}, run_at => now() + interval '1 day')`
}

/** @returns false while rows of another table that these reference are missing. */
async function insert(table: string, rows: readonly Record<string, unknown>[]): Promise<boolean> {
  try {
    await owner`insert into ${owner(table)}
      select * from json_populate_recordset(null::${owner(table)}, ${JSON.stringify(rows)}::text::json)`
    return true
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === '23503') return false
    throw error
  }
}

function makeDataDir(): string {
  const dataDir = join(folder, 'data')
  const lessons = join(dataDir, 'media', 'lessons')
  mkdirSync(lessons, { recursive: true })
  chmodSync(dataDir, 0o711)
  for (const name of ['outbox.jsonl', 'outbox.cursor']) cpSync(join(FIXTURE, name), join(dataDir, 'media', name))
  for (const name of readdirSync(join(FIXTURE, 'lessons'))) {
    const record = JSON.parse(readFileSync(join(FIXTURE, 'lessons', name), 'utf8')) as object
    writeFileSync(join(lessons, name), JSON.stringify({ ...record, changedAtMs: Date.now() }))
  }
  // Under the name that version 2 had for it.
  writeFileSync(
    join(dataDir, 'secrets.json'),
    JSON.stringify({ PRESENCE_SECRET: randomBytes(32).toString('base64url') }),
    { mode: 0o600 },
  )
  return dataDir
}

test('no row is lost, and recorded data says the same under its present name', async () => {
  const short: string[] = []
  for (const [table, rows] of Object.entries(before)) {
    if (ALIVE.has(table)) continue
    const [row] = await owner<{ count: number }[]>`select count(*)::int from ${owner(TABLES[table] ?? table)}`
    if (!row || row.count < rows.length) short.push(table)
  }
  expect(short).toEqual([])
  expect(await owner`select distinct origin from attendance_entries`).toEqual([{ origin: 'assessed' }])
  const assessed = before.audit_entries?.filter((entry) => entry.action === 'attendance.settled').length ?? 0
  expect(assessed).toBeGreaterThan(0)
  expect(await owner`select count(*)::int from audit_entries where action = 'attendance.assessed'`).toEqual([
    { count: assessed },
  ])
  expect(await owner`select distinct kind from invitations order by 1`).toEqual([
    { kind: 'interpreter' },
    { kind: 'waiting-room' },
  ])
  expect(
    await owner`select distinct details ->> 'kind' as kind from audit_entries where action = 'invitation.created'
    order by 1`,
  ).toEqual([{ kind: 'interpreter' }, { kind: 'waiting-room' }])
  const sum = (rows: Rows[string] = []) => rows.reduce((total, row) => total + Number(row.present_minutes), 0)
  expect(await owner`select sum(present_minutes)::int as minutes from attendance_entries`).toEqual([
    { minutes: sum(before.attendance_entries) },
  ])
})

test('what a recording shows, a check found and the queue holds is called as it is now', async () => {
  const { materialId } = SLIDE
  expect(await owner`select timeline -> 'slides' -> 0 -> 'slide' as slide from recordings`).toEqual([
    { slide: { materialId, slideNumber: 2, slideCount: 3 } },
  ])
  expect(await owner`select findings from classroom_checks`).toEqual([
    { findings: { parts: FINDINGS.parts, figures: FINDINGS.lines } },
  ])
  expect(await owner`select task_identifier, key from graphile_worker.jobs where key like '%' || ${LESSON}`).toEqual([
    { task_identifier: 'assess-lesson', key: `assess-lesson:${LESSON}` },
  ])
})

test("the outbox's facts are in the register, each once", async () => {
  const facts = waiting.filter(({ kind }) => kind !== 'question-asked').map(({ factId }) => factId)
  const count = async () => {
    const rows = await owner<{ id: string }[]>`select id from presence_facts where id in ${owner(facts)}`
    return rows.length
  }
  await waitUntil(async () => (await count()) === facts.length, 20_000)
  const [question] = await owner<{ outcome: { answered: number; named: unknown[] } }[]>`
    select outcome from lesson_questions where lesson_id = ${LESSON}`
  expect(question?.outcome).toMatchObject({ answered: 1, named: [{ subject: { kind: 'person' }, choices: [1] }] })
  expect(await owner`select count(*)::int from facts_set_aside`).toEqual([{ count: 0 }])
})

test('the lesson continues where it was: live, with its slide, its stroke, its chat and its channel', async () => {
  hub = await signIn(browser, started(), { as: COMMUNICATOR })
  const { page } = hub
  await page.goto(`${started().url}/teach/${LESSON}`)
  await page.locator('button[data-ready=true]').click()
  await page.locator('[data-page="2"] img').first().waitFor()
  await page.locator('[data-page="2"] svg path').first().waitFor()
  await page.locator('#tab-chat').click()
  await page.getByText('Hej alla').waitFor()
  await page.locator('#tab-channels').click()
  await page
    .getByRole('tabpanel')
    .getByText(/pashto/i)
    .first()
    .waitFor()
  expect(hub.complaints).toEqual([])
})

test('a participant reconnects with the same link, and nobody is admitted who was not', async () => {
  const saba = await openLink(browser, `${started().url}${SABA}`)
  await saba.page.locator('button[data-ready=true]').click()
  await saba.page.locator('[data-page="2"] img').first().waitFor()
  expect(await owner`select admitted_at, refused_at from visitors`).toEqual([{ admitted_at: null, refused_at: null }])
  await saba.close()
})
