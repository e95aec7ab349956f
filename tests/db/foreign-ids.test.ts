import { randomUUID } from 'node:crypto'

import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { STAFF_ROLES } from '@/domain/people/roles'
import { makeTwoWorlds, type World } from '@/tests/support/two-municipalities'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

/*
 * Row-level security alone, without the services: as each kind of actor every table gets rows that reference what is
 * not theirs, in every mixture with what is. An accepted row must reveal nothing, and may reference something elsewhere
 * only where `MAY_POINT_ELSEWHERE` gives the reason. The tables are those of the database's catalogue.
 */

/** By table, the columns of an own row that may reference somebody else's, with the reason. */
const MAY_POINT_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  // One's own resident learns in a group of others: this shows them to those who teach it, which is its purpose.
  enrolments: ['group_id', 'hosting_municipality_id', 'site_id'],
  // Classrooms of the whole region take part in a group, and anybody may be its communicator.
  group_sites: ['site_id'],
  groups: ['communicator_id'],
  lessons: ['communicator_id'],
  // The actor's action, and where; only administrators of that place can read it.
  audit_entries: ['municipality_id', 'subject_id'],
}

type Row = Record<string, unknown>
type Column = { table_name: string; column_name: string; data_type: string }

let database: TestDatabase
let owner: postgres.Sql
let app: postgres.Sql
let worlds: { own: World; foreign: World }
let columns: Column[]
let templates: Map<string, Row>

beforeAll(async () => {
  database = await createTestDatabase()
  owner = postgres(database.ownerUrl, { max: 1 })
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
  worlds = await makeTwoWorlds(owner)
  columns = await owner<Column[]>`
    select table_name, column_name, data_type from information_schema.columns
    where table_schema = 'public' order by table_name, ordinal_position`
  templates = new Map()
  for (const table of tables()) {
    const [row] = await owner<{ row: Row }[]>`
      select to_jsonb(t) as row from ${owner(table)} t
      where to_jsonb(t)::text like any (${worlds.foreign.ids.map((id) => `%${id}%`)})
        and not to_jsonb(t)::text like any (${worlds.own.ids.map((id) => `%${id}%`)}) limit 1`
    if (row) templates.set(table, row.row)
  }
})
afterAll(async () => {
  await Promise.all([owner.end(), app.end()])
  await database.close()
})

const tables = () => [...new Set(columns.map((column) => column.table_name))]
const columnsOf = (table: string) => columns.filter((column) => column.table_name === table)

/** The references of a row: their values in the actor's own world, by column. */
function ownValue(column: string, actor: string): string | null | undefined {
  const { own } = worlds
  const isStaff = actor.startsWith('staff:')
  if (column.endsWith('municipality_id')) return own.municipalityId
  if (
    /^(created_by|paired_by|marked_by|written_by|decided_by|deleted_by|staff_id|communicator_id|actor_id|asked_by|answered_by)$/.test(
      column,
    )
  ) {
    return isStaff ? actor.slice('staff:'.length) : own.staffId
  }
  const ids: Readonly<Record<string, string>> = {
    ...{ person_id: own.personId, site_id: own.siteId, group_id: own.groupId, lesson_id: own.lessonId },
    ...{ endpoint_id: own.endpointId, invitation_id: own.invitationId, material_id: own.materialId },
    import_id: own.importId,
    subject_id: own.personId,
  }
  return ids[column]
}

/** Every mixture of columns with the actor's own values; the others keep those of the foreign row. */
function mixtures(named: readonly string[]): string[][] {
  return named.reduce<string[][]>((all, column) => [...all, ...all.map((some) => [...some, column])], [[]])
}

function freshRow(table: string, template: Row): Row {
  const row = { ...template }
  if (typeof row.id === 'string' && table !== 'media_nodes') row.id = randomUUID()
  if (typeof row.id === 'number') row.id = 900_000_000 + Math.floor(Math.random() * 1_000_000)
  for (const unique of ['secret_hash', 'email', 'code', 'member_id', 'name']) {
    if (typeof row[unique] === 'string') row[unique] = randomUUID()
  }
  return row
}

/** Everything that an actor can read, as one text for each row. */
async function visible(tx: postgres.TransactionSql): Promise<Set<string>> {
  const seen = new Set<string>()
  for (const table of tables()) {
    const readable = await tx<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and has_column_privilege(attrelid, attnum, 'select')`
    if (readable.length === 0) continue
    const rows = await tx`select ${tx(readable.map((column) => column.name))} from ${tx(table)}`
    for (const row of rows) seen.add(`${table} ${JSON.stringify(row)}`)
  }
  return seen
}

class Undo extends Error {}

/** The result of a write: refused by the database, or accepted with what it revealed. */
async function tryWrite(
  { tx, before }: { tx: postgres.TransactionSql; before: ReadonlySet<string> },
  write: (sp: postgres.TransactionSql) => Promise<number>,
): Promise<string[] | null> {
  let opened: string[] | null = null
  try {
    await tx.savepoint(async (sp) => {
      const written = await write(sp)
      if (written > 0) opened = [...(await visible(sp))].filter((row) => !before.has(row))
      throw new Undo()
    })
  } catch (error) {
    const isRefusal = error instanceof Undo || (error instanceof Error && 'code' in error)
    if (!isRefusal) throw error
  }
  return opened
}

type As = Parameters<typeof tryWrite>[0]

async function asActor(actor: string, work: (as: As) => Promise<void>): Promise<void> {
  await app.begin(async (tx) => {
    await tx`select set_config('app.actor', ${actor}, true)`
    await work({ tx, before: await visible(tx) })
  })
}

const ACTORS = [
  ...STAFF_ROLES.map((role) => [`staff as ${role}`, () => `staff:${worlds.own.staff[role]}`] as const),
  ['a participant', () => `person:${worlds.own.personId}`] as const,
  ['a screen', () => `endpoint:${worlds.own.endpointId}`] as const,
  ['a guest', () => `guest:${worlds.own.invitationId}`] as const,
  ['nobody', () => ''] as const,
]

it('every table of the catalogue has a row that belongs to others', () => {
  expect([...templates.keys()].toSorted()).toEqual(
    tables()
      .filter((table) => !WITHOUT_OWNER.includes(table) && !PARTS.includes(table))
      .toSorted(),
  )
})

/** Rows of the installation, which belong to nobody. */
const WITHOUT_OWNER = ['heartbeats', 'media_nodes', 'pairing_codes']
/** Each row is a part of another's, which has it from its first transaction on: the key refuses a second one. */
const PARTS = ['attendance_evidence']

describe.each(ACTORS)('%s', (_name, actorOf) => {
  it('accepts no new row that reveals or references what is another’s', async () => {
    const actor = actorOf()
    const wrong: string[] = []
    let tried = 0
    await asActor(actor, async (as) => {
      for (const [table, template] of templates) {
        const named = columnsOf(table)
          .map((column) => column.column_name)
          .filter((column) => template[column] !== null && ownValue(column, actor) !== undefined)
        for (const own of mixtures(named)) {
          const row = freshRow(table, template)
          for (const column of own) row[column] = ownValue(column, actor)
          if (table === 'persons')
            row.home_municipality_id = own.length > 0 ? worlds.own.municipalityId : row.home_municipality_id
          tried += 1
          const opened = await tryWrite(as, async (sp) => {
            const result = await sp`
              insert into ${sp(table)} (${sp(Object.keys(row))})
              select ${sp(Object.keys(row))} from jsonb_populate_record(null::${sp(table)}, ${sp.json(row as never)})`
            return result.count
          })
          if (opened === null) continue
          const others = opened.filter((seen) => !isWrittenNow(seen, table, row))
          const elsewhere = named.filter((column) => !own.includes(column) && !isOwnValue(row[column]))
          const unexplained = elsewhere.filter((column) => !MAY_POINT_ELSEWHERE[table]?.includes(column))
          if (others.length > 0) wrong.push(`${table} with own ${own.join(', ')} opens ${others[0]}`)
          if (unexplained.length > 0)
            wrong.push(`${table} with own ${own.join(', ')} points at ${unexplained.join(', ')}`)
        }
      }
    })
    expect(tried).toBeGreaterThan(100)
    expect(wrong).toEqual([])
  })

  it('accepts no change of a row that reveals what is another’s', async () => {
    const actor = actorOf()
    const wrong: string[] = []
    await asActor(actor, async (as) => {
      for (const [table, template] of templates) {
        for (const { column_name: column } of columnsOf(table)) {
          if (template[column] === null || ownValue(column, actor) === undefined) continue
          const opened = await tryWrite(as, async (sp) => {
            const result = await sp`
              update ${sp(table)} t set ${sp(column)} = (jsonb_populate_record(null::${sp(table)}, ${sp.json(template as never)})).${sp(column)}
              where ${sp(column)} is distinct from (jsonb_populate_record(null::${sp(table)}, ${sp.json(template as never)})).${sp(column)}`
            return result.count
          })
          if (opened !== null && opened.some((seen) => !seen.startsWith(`${table} `))) wrong.push(`${table}.${column}`)
        }
      }
    })
    expect(wrong).toEqual([])
  })
})

function isOwnValue(value: unknown): boolean {
  return worlds.own.ids.includes(String(value))
}

/** The row itself, and what the database writes beside it. */
function isWrittenNow(seen: string, table: string, row: Row): boolean {
  // A person is written with the keys of the name.
  const isOfTable = seen.startsWith(`${table} `) || (table === 'persons' && seen.startsWith('name_keys '))
  return isOfTable && (row.id === undefined || seen.includes(JSON.stringify(row.id)))
}

it('only the home municipality can enrol a person who became protected', async () => {
  const { own, foreign } = worlds
  await owner`update persons set protected_identity = true where id = ${foreign.personId}`
  let taken: unknown
  await asActor(`staff:${own.staff.administrator}`, async (as) => {
    taken = await tryWrite(as, async (sp) => {
      const result = await sp`
        insert into enrolments (group_id, person_id, hosting_municipality_id, home_municipality_id, from_on)
        values (${own.groupId}, ${foreign.personId}, ${own.municipalityId}, ${foreign.municipalityId}, '2026-01-01')`
      return result.count
    })
  })
  expect(taken).toBeNull()
})
