import { afterAll, beforeAll, expect, it } from 'vitest'

import { DomainError } from '@/domain/domain-error'
import { evidenceSchema } from '@/services/attendance/evidence'
import { ASKS } from '@/tests/support/national/asks'
import { fillCluster, type FilledCluster } from '@/tests/support/national/fill-cluster'
import { readPlans, tellPlans, wholeTablesOf } from '@/tests/support/national/plans'
import { loadAskers, type Asker } from '@/tests/support/national/world'

/*
 * A made-up region a hundredth as large as a country, and how Postgres finds what every list asks for. Sequential scans
 * are forbidden to the planner: where one is left, there is no index that it could use, whatever the size.
 */

const MINUTE_MS = 60_000
/** Tables that grow with persons and lessons; each month of facts is one. */
const LARGE =
  /^(persons|person_identities|person_links|home_registrations|enrolments|lessons|attendance_\w+|roll_marks|audit_entries|m\d{4}_\d\d)$/
/**
 * Asks that read a whole table, and which. A part of a name is sought in every name. Where thousands of lessons are
 * joined with others, a region of this size is read along the index; at the size of a country the rows are looked up.
 */
const WHOLE_TABLES: Readonly<Record<string, readonly string[]>> = {
  'participants, search': ['persons', 'person_identities'],
  'quick search': ['persons', 'person_identities'],
  'claim basis of a quarter': ['lessons'],
  worklist: ['enrolments'],
  'late work': ['enrolments'],
}

let cluster: FilledCluster
let askers: Asker[]

beforeAll(async () => {
  cluster = await fillCluster({ scale: 1, statementTimeoutMs: MINUTE_MS })
  await tellPlans(cluster.superuser)
  askers = await loadAskers(cluster.owner)
}, 2 * MINUTE_MS)
afterAll(() => cluster.close(), MINUTE_MS)

it('no list reads a large table from its beginning to its end', { timeout: 3 * MINUTE_MS }, async () => {
  const found = new Set<string>()
  let plans = 0
  for (const { name, actor, asked } of askers) {
    for (const make of ASKS) {
      const { what, ask } = make()
      const read = await readPlans(cluster, async () => {
        try {
          await ask({ actor, asked, turn: 0, nowMs: Date.now() })
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
        }
      })
      plans += read.length
      for (const plan of read) {
        for (const table of wholeTablesOf(plan)) {
          if (LARGE.test(table) && !WHOLE_TABLES[what]?.includes(table)) found.add(`${what}: ${table} (${name})`)
        }
      }
    }
  }
  expect([...found]).toEqual([])
  expect(plans).toBeGreaterThan(1_000)
})

it('the region is as it is told: one municipality with 15 %, one lesson with 300, names in four scripts', async () => {
  const { owner } = cluster
  const [first] = await owner`
    select round(100.0 * count(*) / (select count(*) from persons)) as share
    from persons p join municipalities m on m.id = p.home_municipality_id where m.code = '0101'`
  expect(first).toEqual({ share: '15' })
  const [lecture] = await owner`
    select count(*)::int as persons from attendance_entries group by lesson_id order by count(*) desc limit 1`
  expect(lecture).toEqual({ persons: 300 })
  for (const script of ['a-z', 'ء-ي', 'ሀ-ፐ', 'а-я']) {
    const [row] = await owner`select count(*)::int as count from persons where display_name ~ ${`[${script}]`}`
    expect(row?.count).toBeGreaterThan(100)
  }
  const roles = await owner`select role from role_assignments group by role having count(distinct municipality_id) >= 3`
  expect(roles).toHaveLength(6)
})

it('every key and index is there again, and evidence names facts that exist', async () => {
  const { owner } = cluster
  const [broken] = await owner<{ indexes: number; keys: number }[]>`
    select (select count(*)::int from pg_index where not indisvalid) as indexes,
      (select count(*)::int from pg_constraint where not convalidated) as keys`
  expect(broken).toEqual({ indexes: 0, keys: 0 })
  const named = await owner<{ name: string }[]>`
    select conname as name from pg_constraint
    where conrelid in ('attendance_entries'::regclass, 'attendance_evidence'::regclass, 'presence_facts'::regclass)
      and contype in ('p', 'f') order by 1`
  expect(named.map(({ name }) => name)).toEqual([
    'attendance_entries_lesson_id_lessons_id_fk',
    'attendance_entries_person_id_persons_id_fk',
    'attendance_entries_pkey',
    'attendance_evidence_entry_id_attendance_entries_id_fk',
    'attendance_evidence_pkey',
    'entry_has_evidence',
    'presence_facts_at_id_pk',
    'presence_facts_lesson_id_lessons_id_fk',
  ])
  const rows = await owner`select evidence from attendance_evidence order by entry_id limit 50`
  const pieces = rows.flatMap(({ evidence }) => evidenceSchema.parse(evidence).pieces)
  const ids = pieces.flatMap((piece) => ('factIds' in piece ? piece.factIds : []))
  expect(ids.length).toBeGreaterThan(10)
  expect(await owner`select from presence_facts where id in ${owner(ids)}`).toHaveLength(ids.length)
})
