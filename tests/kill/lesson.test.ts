import { afterAll, beforeAll, expect, test } from 'vitest'

import { gatherInLesson } from '@/tests/support/cast'
import { measureOutage, startMonitor, type Outage } from '@/tests/support/monitor'
import { enterFromHome, pairScreen, type Visit } from '@/tests/support/people'
import { waitUntil, type System } from '@/tests/support/system'

/** A silence that is not an outage: pauses between syllables, a key frame, a busy machine. */
const UNNOTICED_MS = 1_500
const BACK_WITHIN_MS = 10_000

let cast: Awaited<ReturnType<typeof gatherInLesson>>
let system: System
let hub: Visit
let home: Visit
let screen: Visit
/** A second participant who leaves while the app is down. */
let leaver: Visit

beforeAll(async () => {
  cast = await gatherInLesson()
  ;({ system, hub } = cast)
  const paired = await pairScreen([cast.browsers.classroom, cast.browsers.home], system)
  screen = paired.screen
  await paired.host.close()
  home = await enterFromHome(cast.browsers.home, system.linkOf('Saba Exempel'))
  leaver = await enterFromHome(cast.browsers.home, system.linkOf('Mehret Testdotter'))
  for (const { page } of [home, screen]) {
    await page.locator('video[data-picture-of=communicator]').waitFor()
    await startMonitor(page)
  }
  await measureOutage(home.page, Date.now())
})
afterAll(() => cast.close())

async function kill(part: string): Promise<{ home: Outage; screen: Outage; hubHearsClassroom: boolean }> {
  const atMs = Date.now()
  system.kill(part)
  const [atHome, atScreen] = await Promise.all([measureOutage(home.page, atMs), measureOutage(screen.page, atMs)])
  const classroom = hub.page.locator('video[data-picture-of="classroom-Bjurholm"]')
  await classroom.waitFor({ timeout: BACK_WITHIN_MS })
  for (const [where, outage] of Object.entries({ home: atHome, screen: atScreen })) {
    console.log(
      `kill -9 ${part}: ${where} picture away ${outage.pictureMs} ms, voice ${outage.voiceMs} ms; said ${outage.said.join(' > ') || 'nothing'}`,
    )
  }
  return { home: atHome, screen: atScreen, hubHearsClassroom: await classroom.isVisible() }
}

test('kill -9 of the mediasoup worker: audio and picture recover without user action, and the page says what happens', async () => {
  const outage = await kill('mediasoup-worker')
  for (const one of [outage.home, outage.screen]) {
    expect(one.pictureMs).toBeLessThan(BACK_WITHIN_MS)
    expect(one.said).toContain('media-lost')
    expect(one.said.at(-1)).toBe('live')
  }
})

test('kill -9 of the media server: the same', async () => {
  const outage = await kill('media-server.mjs')
  for (const one of [outage.home, outage.screen]) {
    expect(one.pictureMs).toBeLessThan(BACK_WITHIN_MS)
    expect(one.said).toContain('connection-lost')
    expect(one.said.at(-1)).toBe('live')
  }
})

/** Waits until a fact is in the database, and returns the time since `sinceMs`. */
async function arrival(condition: string, sinceMs: number): Promise<number> {
  const select = `select count(*) as n from presence_facts where ${condition} and at > to_timestamp(${sinceMs / 1_000})`
  await waitUntil(async () => {
    // The database itself may have been killed.
    const rows = await system.query<{ n: string }>(select).catch(() => [])
    return Number(rows[0]?.n ?? 0) > 0
  }, 30_000)
  return Date.now() - sinceMs
}

test('kill -9 of the web app: the lesson continues, and what happens meanwhile is delivered when it is back', async () => {
  const atMs = Date.now()
  const [outage] = await Promise.all([kill('next-server'), leaver.close()])
  for (const one of [outage.home, outage.screen]) {
    expect(one.pictureMs).toBeLessThan(UNNOTICED_MS)
    expect(one.said).toEqual([])
  }
  const ms = await arrival(`kind = 'left' and person_id is not null`, atMs)
  console.log(`kill -9 next-server: who left meanwhile was in the register after ${ms} ms`)
})

test('kill -9 of Postgres: the same', async () => {
  const outage = await kill('native/bin/postgres')
  for (const one of [outage.home, outage.screen]) {
    expect(one.pictureMs).toBeLessThan(UNNOTICED_MS)
    expect(one.said).toEqual([])
  }
  const atMs = Date.now()
  system.kill('native/bin/postgres')
  await screen.close()
  const ms = await arrival(`kind = 'left' and endpoint_id is not null`, atMs)
  console.log(`kill -9 native/bin/postgres: the classroom that left meanwhile was in the register after ${ms} ms`)
})

test('a power cut takes everything down together: the lesson recovers automatically, with all that was acknowledged', async () => {
  const fromMs = Date.now()
  await system.cutPower()
  await system.startAgain()
  const toMs = Date.now()
  const outage = await measureOutage(home.page, toMs, 40_000)
  console.log(`power cut: down for ${toMs - fromMs} ms, picture back, said ${outage.said.join(' > ')}`)
  await waitUntil(async () => {
    const [state] = await system.query<{ phase: string }>(
      `select state->'lesson'->>'phase' as phase from lesson_live_states order by saved_at desc limit 1`,
    )
    return state?.phase === 'live'
  }, 30_000)
})

test('after all this no minute of presence is lost or doubled', async () => {
  await hub.page.getByRole('button', { name: 'Avsluta lektionen' }).click()
  await hub.page.getByRole('button', { name: 'Ja, avsluta' }).click()
  type Row = {
    name: string
    evidence: { pieces: { what: string; fromMs: number; toMs: number }[] }
    present: number
    planned: number
  }
  const select = `select p.display_name as name, v.evidence, a.present_minutes as present, a.planned_minutes as planned
    from attendance_entries a join attendance_evidence v on v.entry_id = a.id
      join persons p on p.id = a.person_id join lessons l on l.id = a.lesson_id
    where l.ended_at > now() - interval '5 minutes' and p.display_name like any (array['Saba%', 'Mehret%'])
      and is_current_entry(a.id, a.lesson_id, a.person_id)`
  const lastOf = (rows: Row[]) =>
    rows.find((row) => row.name.startsWith('Saba'))?.evidence.pieces.findLast((piece) => piece.what === 'device')?.toMs
  // The register is written when the lesson ends, and again, as new rows, when the media server's last facts have
  // arrived.
  await waitUntil(async () => {
    const [ended] = await system.query<{ ms: number }>(
      `select extract(epoch from ended_at)::float8 * 1000 as ms from lessons where ended_at > now() - interval '5 minutes'`,
    )
    const rows = await system.query<Row>(select)
    return rows.length >= 2 && Math.abs((lastOf(rows) ?? 0) - (ended?.ms ?? 0)) < 1_000
  }, 30_000)
  const rows = await system.query<Row>(select)
  const facts = await system.query<{ kind: string; at: Date; name: string }>(
    `select f.kind, f.at, p.display_name as name from presence_facts f
      join persons p on p.id = f.person_id join lessons l on l.id = f.lesson_id
      where l.ended_at > now() - interval '5 minutes' order by f.at`,
  )
  const [lesson] = await system.query<{ endedat: Date }>(
    `select ended_at as endedat from lessons where ended_at > now() - interval '5 minutes'`,
  )
  const saba = rows.find((row) => row.name.startsWith('Saba'))
  const device = saba?.evidence.pieces.filter((piece) => piece.what === 'device') ?? []
  const firstUp = facts.find((fact) => fact.name.startsWith('Saba') && fact.kind === 'media-up')?.at.getTime() ?? 0
  const seconds = device.map((piece) => Math.round((piece.toMs - piece.fromMs) / 1_000))
  console.log(
    `Saba through four kills and a power cut: ${device.length} piece of ${seconds.join(', ')} s, from ${facts.length} facts`,
  )
  // Nobody is counted as absent for the seconds in which the product itself was down.
  expect(device).toHaveLength(1)
  expect(Math.abs((device[0]?.fromMs ?? 0) - firstUp)).toBeLessThan(1_000)
  expect(Math.abs((device[0]?.toMs ?? 0) - (lesson?.endedat.getTime() ?? 0))).toBeLessThan(1_000)
  const mehret = facts.filter((fact) => fact.name.startsWith('Mehret'))
  expect(mehret.at(-1)?.kind).toBe('left')
})
