import { randomUUID } from 'node:crypto'

import type postgres from 'postgres'

import { STAFF_ROLES, type StaffRole } from '@/domain/people/roles'

/** Ids of everything that a municipality has one of, with a row in every table that can belong to somebody. */
export type World = {
  municipalityId: string
  siteId: string
  staffId: string
  staff: Readonly<Record<StaffRole, string>>
  personId: string
  groupId: string
  lessonId: string
  endpointId: string
  invitationId: string
  materialId: string
  importId: string
  providerId: string
  ids: readonly string[]
}

/** A database of an older version stores evidence with the minutes, and has neither imports nor transfers nor providers. */
type Version = { isOfToday: boolean }

/** Two municipalities that have nothing to do with each other. */
export async function makeTwoWorlds(
  owner: postgres.Sql,
  version: Version = { isOfToday: true },
): Promise<{ own: World; foreign: World }> {
  return { own: await makeWorld(owner, '1001', version), foreign: await makeWorld(owner, '1002', version) }
}

async function makeWorld(sql: postgres.Sql, code: string, version: Version): Promise<World> {
  const id = {
    ...{ municipalityId: randomUUID(), siteId: randomUUID(), personId: randomUUID(), groupId: randomUUID() },
    providerId: randomUUID(),
    ...{ lessonId: randomUUID(), endpointId: randomUUID(), invitationId: randomUUID(), materialId: randomUUID() },
    importId: randomUUID(),
  }
  await sql`insert into municipalities (id, code, name, joined_on) values (${id.municipalityId}, ${code}, ${code}, '2020-01-01')`
  await sql`insert into sites (id, municipality_id, name) values (${id.siteId}, ${id.municipalityId}, ${code})`
  const staff = {} as Record<StaffRole, string>
  for (const role of STAFF_ROLES) {
    const staffId = (staff[role] = randomUUID())
    await sql`insert into staff (id, email, name, password_hash) values (${staffId}, ${`${staffId}@example.org`}, ${role}, 'x')`
    await sql`insert into role_assignments (staff_id, municipality_id, role) values (${staffId}, ${id.municipalityId}, ${role})`
  }
  await makePerson(sql, { ...id, staffId: staff.administrator })
  if (version.isOfToday) await makeTransfer(sql, { ...id, staffId: staff.administrator })
  await makeLesson(sql, { ...id, communicatorId: staff.communicator, staffId: staff.coordinator })
  await makeTraces(sql, {
    ...id,
    communicatorId: staff.communicator,
    staffId: staff.coordinator,
    hostId: staff.site_host,
  })
  await makeAttendance(sql, { ...id, staffId: staff.coordinator }, version)
  if (version.isOfToday) await makeImport(sql, { ...id, staffId: staff.case_officer })
  const staffId = staff.coordinator
  if (version.isOfToday) await makeProvider(sql, { ...id, staffId })
  return { ...id, staffId, staff, ids: [...Object.values(id), ...Object.values(staff)] }
}

/** A municipality's own sign-in, to which one of its staff is tied, who also has a second factor. */
async function makeProvider(sql: postgres.Sql, { municipalityId = '', providerId = '', staffId = '' }: Of) {
  await sql`
    insert into sign_in_providers (id, municipality_id, name, issuer, client_id, sealed_secret, groups_claim, from_on)
    values (${providerId}, ${municipalityId}, 'Provider', 'https://provider.invalid', 'client',
      ${Buffer.from('sealed')}, 'groups', '2020-01-01')`
  await sql`insert into provider_roles values (${providerId}, ${providerId}, 'coordinator')`
  await sql`insert into second_factors (staff_id, sealed_secret) values (${staffId}, ${Buffer.from('sealed')})`
  await sql`insert into recovery_codes (staff_id, code_hash) values (${staffId}, ${providerId})`
  await sql`insert into provider_ties (provider_id, staff_id, subject) values (${providerId}, ${staffId}, ${staffId})`
}

type Of = Readonly<Record<string, string>>

async function makePerson(sql: postgres.Sql, { personId, municipalityId, staffId }: Of): Promise<void> {
  await sql`
    insert into persons (id, display_name, ui_language, spoken_language, home_municipality_id)
    values (${personId ?? ''}, ${personId ?? ''}, 'ti', 'ti', ${municipalityId ?? ''})`
  await sql`
    insert into person_identities (person_id, home_municipality_id, given_name, family_name)
    values (${personId ?? ''}, ${municipalityId ?? ''}, 'Anna', 'Exempel')`
  await sql`insert into sealed_names values (${personId ?? ''}, ${municipalityId ?? ''}, ${Buffer.from('sealed')})`
  await sql`
    insert into contacts values (${personId ?? ''}, ${municipalityId ?? ''}, 'phone', ${Buffer.from('sealed')})`
  await sql`
    insert into permit_grounds (person_id, home_municipality_id, ground, from_on, recorded_by)
    values (${personId ?? ''}, ${municipalityId ?? ''}, 'refugee', '2020-01-01', ${staffId ?? ''})`
  await sql`
    insert into home_registrations (person_id, municipality_id, from_on)
    values (${personId ?? ''}, ${municipalityId ?? ''}, '2020-01-01')`
  await sql`
    insert into person_links (person_id, secret_hash, created_by)
    values (${personId ?? ''}, ${randomUUID()}, ${staffId ?? ''})`
  await sql`insert into access_generations values ('person', ${personId ?? ''}, 1, now())`
}

async function makeTransfer(sql: postgres.Sql, { personId, municipalityId, staffId }: Of): Promise<void> {
  const person = personId ?? ''
  await sql`
    update person_identities set identity_number_hash = ${person}, identity_number_encrypted = ${Buffer.from('sealed')}
    where person_id = ${person}`
  await sql`
    with request as (
      insert into transfer_requests
        (municipality_id, person_id, number_hash, from_on, reason, asked_by, due_on, ends_on)
      values (${municipalityId ?? ''}, ${person}, ${person}, '2026-01-01', '', ${staffId ?? ''}, '2026-01-11', '2026-03-02')
      returning id)
    insert into transfer_questions
      (request_id, municipality_id, person_id, asking_municipality_id, from_on, reason, asked_at, due_on, answered_by)
    select id, ${municipalityId ?? ''}::uuid, ${person}::uuid, ${municipalityId ?? ''}::uuid, '2026-01-01', '', now(),
      '2026-01-11', ${staffId ?? ''}::uuid from request`
}

async function makeLesson(sql: postgres.Sql, of: Of): Promise<void> {
  const { municipalityId = '', groupId = '', lessonId = '', communicatorId = '', siteId = '', personId = '' } = of
  await sql`
    insert into groups (id, hosting_municipality_id, name, course_kind, language, communicator_id, starts_on, ends_on)
    values (${groupId}, ${municipalityId}, ${groupId}, 'sfi', 'ti', ${communicatorId}, '2020-01-01', '2030-01-01')`
  await sql`
    insert into group_patterns (group_id, weekday, starts_at, ends_at) values (${groupId}, 1, '09:00', '12:00')`
  await sql`insert into group_sites values (${groupId}, ${siteId})`
  await sql`
    insert into lessons (id, group_id, hosting_municipality_id, communicator_id, starts_at, ends_at, live_at, ended_at)
    values (${lessonId}, ${groupId}, ${municipalityId}, ${communicatorId},
      '2026-01-12 08:00Z', '2026-01-12 11:00Z', '2026-01-12 08:00Z', '2026-01-12 11:00Z')`
  await sql`
    insert into enrolments (group_id, person_id, hosting_municipality_id, home_municipality_id, site_id, from_on)
    values (${groupId}, ${personId}, ${municipalityId}, ${municipalityId}, ${siteId}, '2020-01-01')`
}

async function makeAttendance(sql: postgres.Sql, of: Of, { isOfToday }: Version): Promise<void> {
  const { municipalityId = '', lessonId = '', personId = '', staffId = '' } = of
  const values = {
    ...{ lesson_id: lessonId, person_id: personId, lesson_on: '2026-01-12', origin: 'corrected' },
    ...{ home_municipality_id: municipalityId, hosting_municipality_id: municipalityId },
    ...{ planned_minutes: 160, present_minutes: 160, excused_minutes: 0, technical_failure_minutes: 0 },
    ...{ absent_minutes: 0, rule_set_id: 'r', actor_id: staffId, reason: 'x' },
  }
  const evidence = sql.json({ pieces: [] })
  await (isOfToday
    ? sql`with entry as (insert into attendance_entries ${sql(values)} returning id)
        insert into attendance_evidence select id, ${evidence} from entry`
    : sql`insert into attendance_entries ${sql({ ...values, evidence })}`)
}

async function makeImport(sql: postgres.Sql, of: Of): Promise<void> {
  const { municipalityId = '', staffId = '', personId = '', importId = '' } = of
  const sealed = Buffer.from('sealed')
  await sql`
    insert into imports (id, municipality_id, asked_by, file_name, state)
    values (${importId}, ${municipalityId}, ${staffId}, 'f', 'undoing')`
  await sql`
    insert into import_rows (import_id, municipality_id, row_number, sealed_cells, sealed_plan, kind, person_id, state)
    values (${importId}, ${municipalityId}, 2, ${sealed}, ${sealed}, 'add', ${personId}, 'applied')`
  await sql`insert into import_mappings values (${municipalityId}, 'k', '[]')`
  await sql`
    insert into runs (kind, subject_id, municipality_id, asked_by)
    values ('import.undo', ${importId}, ${municipalityId}, ${staffId})`
}

async function makeTraces(sql: postgres.Sql, of: Of): Promise<void> {
  const { municipalityId = '', lessonId = '', communicatorId = '', staffId = '', siteId = '', personId = '' } = of
  const { endpointId = '', invitationId = '', materialId = '', hostId = '' } = of
  await sql`
    insert into endpoints (id, site_id, municipality_id, name, secret_hash, paired_by)
    values (${endpointId}, ${siteId}, ${municipalityId}, 'w', ${endpointId}, ${hostId})`
  await sql`
    insert into classroom_checks (endpoint_id, municipality_id, reason, verdict, findings)
    values (${endpointId}, ${municipalityId}, 'night', 'green', '{}')`
  await sql`
    insert into invitations (id, lesson_id, hosting_municipality_id, kind, display_name, secret_hash, created_by)
    values (${invitationId}, ${lessonId}, ${municipalityId}, 'guest', 'Gäst', ${invitationId}, ${staffId})`
  await sql`
    insert into visitors (invitation_id, lesson_id, display_name, member_id, secret_hash)
    values (${invitationId}, ${lessonId}, 'Besökare', ${invitationId}, ${invitationId})`
  await sql`
    insert into presence_facts (id, lesson_id, kind, person_id, peer_id, at, node_id)
    values (gen_random_uuid(), ${lessonId}, 'joined', ${personId}, 'p', '2026-01-12 08:00Z', 'n')`
  await sql`
    insert into roll_marks (lesson_id, person_id, site_id, round, mark, marked_by)
    values (${lessonId}, ${personId}, ${siteId}, 'start', 'present', ${hostId})`
  await sql`
    insert into audit_entries (actor_kind, actor_id, municipality_id, action, subject_id)
    values ('staff', ${staffId}, ${municipalityId}, 'participant.saved', ${personId})`
  await sql`
    insert into materials (id, lesson_id, hosting_municipality_id, name, slide_count, created_by, completed_at)
    values (${materialId}, ${lessonId}, ${municipalityId}, 'm', 1, ${communicatorId}, now())`
  const picture = Buffer.from('webp')
  await sql`
    insert into material_slides (material_id, slide_number, text, small, large, width_px, height_px)
    values (${materialId}, 1, '', ${picture}, ${picture}, 1, 1)`
  await sql`insert into material_notes values (${materialId}, 1, ${communicatorId}, 'note')`
  await sql`insert into saved_views (staff_id, list, name, query, slot) values (${communicatorId}, 'lessons', 'Mine', '', 1)`
  await sql`
    insert into recordings (id, lesson_id, hosting_municipality_id, started_at, ended_at, duration_ms, bytes, timeline, retain_until)
    values (gen_random_uuid(), ${lessonId}, ${municipalityId}, now(), now(), 1, 1, '[]', '2030-01-01')`
  await sql`insert into lesson_questions values (gen_random_uuid(), ${lessonId}, now(), '{}')`
  await sql`insert into facts_set_aside values (gen_random_uuid(), 'n', ${lessonId}, 'joined', 'refused', null, '{}')`
  await sql`insert into lesson_placements values (${lessonId}, 'n', 1, now())`
  await sql`insert into lesson_live_states values (${lessonId}, 1, '{}', now())`
}
