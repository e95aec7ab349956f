import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { readSuperuserUrl } from '@/scripts/postgres/cluster'
import { startSystem, type System } from '@/tests/support/system'
import { makeWebClient, type WebClient } from '@/tests/support/web-client'

import { ACTIONS } from './access-matrix/actions'
import { callAction, readActionIds } from './access-matrix/call-action'
import { PAGES, QUERIES } from './access-matrix/pages'
import { ROUTES } from './access-matrix/routes'
import { makeWorld, type World } from './access-matrix/world'

/** Typed input; the second line is a log line of its own, if anybody prints it verbatim. */
const TYPED = 'Zeynepsekret Qvarnlundh\n{"level":60,"forged":true}\n    at Zeynepsekret (x:1:1)'
const MARKS = /Zeynepsekret|Qvarnlundh|"forged":true|params:|Failed query/
const QUERY = new URLSearchParams(
  ['search', 'action', 'subjectId', 'role', 'refused'].map((name) => [name, TYPED]),
).toString()
const AWAY_AT_ONCE = 5
/** The media server writes into these all the time, and its facts are set aside meanwhile. */
const STAY = ['media_nodes', 'heartbeats', 'lesson_live_states', 'lesson_placements', '__drizzle_migrations']

let system: System
let client: WebClient
let world: World
let owner: postgres.Sql
/** The owner neither sees nor cancels what others wait for. */
let superuser: postgres.Sql

beforeAll(async () => {
  system = await startSystem({ LOG_LEVEL: 'debug' })
  client = makeWebClient(system.url)
  world = await makeWorld(system)
  owner = postgres(system.ownerUrl(), { max: 2, onnotice: () => {} })
  superuser = postgres(readSuperuserUrl(String(system.environment.DATA_DIR)), { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all([owner.end(), superuser.end()])
  await world.close()
  client.close()
  await system.stop()
})

/** The output of every process, and every log file. */
function output(): string {
  const folder = String(system.environment.DATA_DIR)
  const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.log'))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
  return [system.printed(), ...logs.map((path) => readFileSync(path, 'utf8'))].join('\n')
}

/** Requests every page, route and action, as one of each kind of actor. */
async function askEverything(staff: 'A' | 'T' | 'H'): Promise<Record<'asked' | 'broken', number>> {
  const { cookies } = world
  const cookie = [cookies[staff], cookies.person, cookies.screen, cookies.guest].join('; ')
  const counted = { asked: 0, broken: 0 }
  const count = (answer: { status: number; text: string }) => {
    counted.asked += 1
    if (answer.status >= 500 || answer.text.includes('"code":"internal"')) counted.broken += 1
  }
  const pages = [...Object.values(PAGES), ...QUERIES].map(async (row) => {
    const path = row.path(world)
    count(await client.ask(`${path}${path.includes('?') ? '&' : '?'}${QUERY}`, { cookie }))
  })
  const routes = ROUTES.filter(({ method, route }) => method !== 'DELETE' && !route.includes('health'))
  const sent = routes.map(async ({ path, body, method, type }) => {
    const text = (body?.(world) ?? '').replace(/"(name|note)":"[^"]*"/, `"$1":${JSON.stringify(TYPED)}`)
    const usual = text.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded'
    const headers = { 'content-type': type ?? usual, 'content-length': Buffer.byteLength(text) }
    count(await client.ask(await path(world), { method, cookie, ...(method !== 'GET' && { body: text, headers }) }))
  })
  await Promise.all([...pages, ...sent])
  return counted
}

/**
 * The same for actions whose target can be made while the tables are gone, which are those that bring everything along.
 */
async function callEverything(staff: 'A' | 'T' | 'H'): Promise<void> {
  const ids = readActionIds()
  for (const [name, { on, call }] of Object.entries(ACTIONS)) {
    if (/sign-?out|endSessions/i.test(name)) continue
    const made = await Promise.resolve(call(world)).catch(() => ({ args: [{ lessonId: world.lessonId }] }))
    const changed = 'form' in made ? { form: { ...made.form, ...TYPED_FIELDS } } : made
    await callAction(
      client,
      { id: ids.get(name) ?? '', path: on(world), cookie: world.cookies[staff], origin: system.url },
      changed,
    )
  }
}
const TYPED_FIELDS = { search: TYPED, reason: TYPED, displayName: 'Zeynepsekret Qvarnlundh', givenName: 'Zeynepsekret' }

function expectQuiet(): void {
  const found = output()
    .split('\n')
    .filter((line) => MARKS.test(line))
  expect(found).toEqual([])
}

describe('nothing typed or stored is in any output', () => {
  test('while every table in turn is missing, some at a time', async () => {
    const tables = await owner<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' and not tablename = any (${STAY}) order by 1`
    expect(tables.length).toBeGreaterThan(20)
    const rounds = Array.from({ length: Math.ceil(tables.length / AWAY_AT_ONCE) }, (_, at) =>
      tables.slice(at * AWAY_AT_ONCE, (at + 1) * AWAY_AT_ONCE).map(({ name }) => name),
    )
    let broken = 0
    for (const [at, names] of rounds.entries()) {
      const staff = (['A', 'T', 'H'] as const)[at % 3] ?? 'A'
      for (const name of names) await owner.unsafe(`alter table ${name} rename to ${name}_away`)
      try {
        broken += (await askEverything(staff)).broken
        if (at % 3 === 0) await callEverything(staff)
      } finally {
        for (const name of names) await owner.unsafe(`alter table ${name}_away rename to ${name}`)
      }
    }
    // The tables were missed: pages and routes failed, and said so.
    expect(broken).toBeGreaterThan(rounds.length)
    expect(output()).toContain('"event":"request-failed"')
    expect(output()).toContain('"event":"action-failed"')
    expect(output()).toContain('"error":"DatabaseError","code":"42P01"')
    expectQuiet()
  }, 170_000)

  test('while statements are cancelled', async () => {
    const lock = await owner.reserve()
    await lock`begin`
    await lock`lock table persons, enrolments, lessons, staff, audit_entries in access exclusive mode`
    let isAsking = true
    let cancelled = 0
    const cancel = async () => {
      while (isAsking) {
        const rows = await superuser`
          select pg_cancel_backend(pid) from pg_stat_activity where usename = 'samsal_app' and wait_event_type = 'Lock'`
        cancelled += rows.length
      }
    }
    const cancelling = cancel()
    await askEverything('A')
    isAsking = false
    await cancelling
    await lock`rollback`
    lock.release()
    expect(cancelled).toBeGreaterThan(20)
    expect(output()).toContain('57014')
    expectQuiet()
  })

  test('and every line is one of ours', () => {
    const lines = system.printed().slice(system.printed().indexOf('Samsal is ready')).split('\n')
    const strange = lines.filter((line) => line.startsWith('{') && !isOurs(line))
    expect(strange).toEqual([])
    expect(lines.filter((line) => !line.startsWith('{') && /^\s+at |Error:|⨯/.test(line))).toEqual([])
  })
})

function isOurs(line: string): boolean {
  try {
    const said: unknown = JSON.parse(line)
    return typeof said === 'object' && said !== null && 'event' in said
  } catch {
    return false
  }
}
