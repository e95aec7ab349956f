import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { makeTwoWorlds, type World } from '@/tests/support/two-municipalities'
import { createTestDatabase, type TestDatabase } from '@/tests/support/postgres'

/** Functions that bypass row-level security, as the app's role may call each. */
const CALLS: Readonly<Record<string, (world: World) => string>> = {
  actor_municipalities: () => 'actor_municipalities()',
  actor_municipalities_as: () => `actor_municipalities_as('administrator')`,
  actor_taught_persons: () => 'actor_taught_persons()',
  actor_awaited_persons: () => 'actor_awaited_persons()',
  actor_site: () => 'actor_site()',
  actor_communicated_lessons: () => 'actor_communicated_lessons()',
  actor_attended_lessons: () => 'actor_attended_lessons()',
  actor_invitation: () => 'actor_invitation()',
  actor_guest_lesson: () => 'actor_guest_lesson()',
  actor_substituted_lesson: () => 'actor_substituted_lesson()',
  is_current_entry: ({ lessonId, personId }) => `is_current_entry((select 1), '${lessonId}', '${personId}')`,
  is_on_roll: ({ lessonId, siteId, personId }) => `is_on_roll('${lessonId}', '${siteId}', '${personId}')`,
  takes_roll: ({ lessonId, siteId }) => `takes_roll('${lessonId}', '${siteId}')`,
  enrolled_elsewhere: ({ lessonId, siteId }) =>
    `(select json_agg(person_id) from enrolled_elsewhere('${lessonId}', '${siteId}'))`,
  marks_for_roll: ({ lessonId, siteId }) =>
    `(select json_agg(mark_key) from marks_for_roll('${lessonId}', '${siteId}'))`,
  has_entry: ({ lessonId, personId, municipalityId }) =>
    `has_entry('${lessonId}', '${personId}', '${municipalityId}', '${municipalityId}')`,
  staff_password_hash: ({ staffId }) => `staff_password_hash('${staffId}')`,
  second_factor_secret: ({ staffId }) => `second_factor_secret('${staffId}')`,
  provider_secret: ({ providerId }) => `provider_secret('${providerId}')`,
  recording_refusal: ({ lessonId }) => `recording_refusal('${lessonId}')`,
  raise_access: ({ personId }) => `raise_access('person', '${personId}')`,
  raise_screens: ({ siteId }) => `raise_screens('${siteId}')`,
  has_opened: ({ personId }) => `has_opened('${personId}', 'participant.opened')`,
  present_minutes: ({ personId }) => `present_minutes('${personId}')`,
  take_back_added: ({ importId }) => `take_back_added('${importId}', 2, true)`,
  open_fact_months: () => 'open_fact_months()',
  enqueue_job: ({ lessonId }) => `enqueue_job('assess-lesson', '{"lessonId":"${lessonId}"}', 'key', now())`,
}

let database: TestDatabase
let app: postgres.Sql
let world: World

beforeAll(async () => {
  database = await createTestDatabase()
  app = postgres(database.appUrl, { max: 1 })
  const owner = postgres(database.ownerUrl, { max: 1 })
  world = (await makeTwoWorlds(owner)).own
  await owner`update municipalities set recording_allowed = true`
  await owner`update persons set protected_identity = true`
  await owner.end()
})
afterAll(async () => {
  await app.end()
  await database.close()
})

it('are all known: those with the owner’s rights that the app’s role may call', async () => {
  const rows = await app<{ name: string }[]>`
    select proname as name from pg_proc
    where pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) and prosecdef
      and has_function_privilege('samsal_app', oid, 'execute')`
  expect(rows.map((row) => row.name).toSorted()).toEqual(Object.keys(CALLS).toSorted())
})

it("search tables and functions in the owner's schemas", async () => {
  const rows = await app<{ name: string }[]>`
    select proname as name from pg_proc
    where pronamespace = 'public'::regnamespace and prosecdef
      and not coalesce(proconfig, '{}') && array['search_path=public', 'search_path=public, pg_temp']`
  expect(rows).toEqual([])
})

/** The result of a call; a refusal counts as nothing. */
async function answerOf(name: string, actor: string): Promise<unknown> {
  const call = CALLS[name]?.(world) ?? 'null'
  try {
    return await app.begin(async (tx) => {
      await tx`select set_config('app.actor', ${actor}, true)`
      const [row] = await tx.unsafe(`select ${call} as answer`)
      return row?.answer ?? null
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return null
    throw error
  }
}

describe.each(Object.keys(CALLS))('%s', (name) => {
  it.each(['', 'nobody', 'nobody:1', 'staff', 'system', 'system:', ':'])('reveals nothing to “%s”', async (actor) => {
    expect([null, false, '[]']).toContain(plain(await answerOf(name, actor)))
  })
})

function plain(answer: unknown): unknown {
  return Array.isArray(answer) ? JSON.stringify(answer) : answer
}

describe('recording_refusal', () => {
  it('reveals a protected person to nobody but our own processes and those who lead the lesson', async () => {
    expect(await answerOf('recording_refusal', 'system:placement')).toBe('protected-person')
    expect(await answerOf('recording_refusal', `staff:${world.staff.communicator}`)).toBe('protected-person')
    for (const actor of [
      ...[`staff:${world.staff.coordinator}`, `person:${world.personId}`, `endpoint:${world.endpointId}`],
      `guest:${world.invitationId}`,
    ]) {
      expect(await answerOf('recording_refusal', actor)).toBe('municipality')
    }
  })
})
