import type postgres from 'postgres'

import { SCRIPTS } from '@/scripts/fill/names'
import type { EndpointId, GroupId, LessonId, MunicipalityId, PersonId, SiteId, StaffId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { STAFF_ROLES } from '@/domain/people/roles'
import { loadStaffActor } from '@/services/access/load-staff-actor'

/** How many different persons, groups and lessons are asked about. */
const SAMPLE = 20

/** What somebody asks about: things of their own municipality, chosen evenly. */
export type Asked = {
  municipalityId: MunicipalityId
  groupIds: readonly GroupId[]
  lessonIds: readonly LessonId[]
  personIds: readonly PersonId[]
  siteIds: readonly SiteId[]
  communicatorIds: readonly StaffId[]
  /** The lesson with three hundred persons. */
  lectureId: LessonId
  /** Beginnings of names, in four scripts; one of them nobody's. */
  searches: readonly string[]
  /** A lesson, a person and an audit entry in the middle of their lists. */
  middle: {
    lesson: { value: string; id: string }
    person: { value: string; id: string }
    audit: { value: string; id: string }
  }
}
export type Asker = { name: string; actor: Actor; asked: Asked }

const LETTERS = 4
const SEARCHES = [...SCRIPTS.flatMap(({ given }) => given.split(' ').slice(0, 4)), 'prov', 'lund', 'qxz'].map((name) =>
  name.slice(0, LETTERS),
)

/** Each role in the largest municipality, administrators of a small one and of the whole country, and others. */
export async function loadAskers(owner: postgres.Sql): Promise<Asker[]> {
  const sized = await owner<{ id: MunicipalityId; code: string }[]>`
    select m.id, m.code from municipalities m join persons p on p.home_municipality_id = m.id
    group by m.id order by count(*) desc`
  const [largest, middle] = [sized[0], sized[Math.floor(sized.length / 2)]]
  if (!largest || !middle) throw new Error('there are no municipalities')
  const askedOfLargest = await loadAsked(owner, largest.id)
  const staffAs = async (email: string): Promise<Actor> => {
    const [member] = await owner<{ id: StaffId }[]>`select id from staff where email = ${email}`
    const loaded = member && (await loadStaffActor({ staffId: member.id, generation: 0 }))
    if (!loaded) throw new Error(`there is no ${email}`)
    return loaded.actor
  }
  const askers: Asker[] = []
  for (const role of STAFF_ROLES) {
    const actor = await staffAs(`${role}-${largest.code}@samsal.example`)
    askers.push({ name: `${role}, largest`, actor, asked: askedOfLargest })
  }
  const teacher = await owner<{ email: string }[]>`
    select email from staff s join lessons l on l.communicator_id = s.id
    where l.hosting_municipality_id = ${largest.id} group by email order by count(*) desc, email limit 1`
  askers.push({
    ...{ name: 'communicator with lessons, largest', actor: await staffAs(String(teacher[0]?.email)) },
    asked: askedOfLargest,
  })
  const askedOfMiddle = await loadAsked(owner, middle.id)
  askers.push({
    ...{ name: 'administrator, middle', actor: await staffAs(`administrator-${middle.code}@samsal.example`) },
    asked: askedOfMiddle,
  })
  askers.push({
    ...{ name: 'administrator, all', actor: await staffAs('administrator@samsal.example') },
    asked: askedOfLargest,
  })
  const [personId] = askedOfMiddle.personIds
  if (personId) askers.push({ name: 'participant', actor: { kind: 'person', personId }, asked: askedOfMiddle })
  const [screen] = await owner<{ id: EndpointId; site: SiteId }[]>`
    select id, site_id as site from endpoints where municipality_id = ${largest.id} order by id limit 1`
  if (screen) {
    const actor = { kind: 'endpoint', endpointId: screen.id, siteId: screen.site, municipalityId: largest.id } as const
    askers.push({ name: 'screen', actor, asked: askedOfLargest })
  }
  return askers
}

async function loadAsked(owner: postgres.Sql, municipalityId: MunicipalityId): Promise<Asked> {
  const ids = async <Id extends string>(query: postgres.PendingQuery<postgres.Row[]>): Promise<Id[]> =>
    (await query).map(({ id }) => String(id) as Id)
  const [lecture] = await owner<{ id: LessonId }[]>`
    select l.id from lessons l join groups g on g.id = l.group_id
    where g.name = 'Föreläsning för alla' and l.ended_at is not null order by l.starts_at desc limit 1`
  const position = async (query: postgres.PendingQuery<postgres.Row[]>) => {
    const [row] = await query
    return { value: String(row?.value), id: String(row?.id) }
  }
  if (!lecture) throw new Error('there is no lecture')
  return {
    municipalityId,
    groupIds: await ids(owner`
      select id from groups where hosting_municipality_id = ${municipalityId} order by md5(id::text) limit ${SAMPLE}`),
    lessonIds: await ids(owner`
      select id from lessons where hosting_municipality_id = ${municipalityId} and ended_at is not null
      order by md5(id::text) limit ${SAMPLE}`),
    personIds: await ids(owner`
      select id from persons where home_municipality_id = ${municipalityId} and not protected_identity
      order by md5(id::text) limit ${SAMPLE}`),
    siteIds: await ids(
      owner`select id from sites where municipality_id = ${municipalityId} order by id limit ${SAMPLE}`,
    ),
    communicatorIds: await ids(owner`
      select distinct communicator_id as id from lessons where hosting_municipality_id = ${municipalityId}
      order by 1 limit ${SAMPLE}`),
    lectureId: lecture.id,
    searches: SEARCHES,
    middle: {
      lesson: await position(owner`
        select starts_at::text as value, id from lessons order by starts_at
        offset (select count(*) / 2 from lessons) limit 1`),
      person: await position(owner`
        select display_name as value, id from persons order by display_name collate "sv-x-icu"
        offset (select count(*) / 2 from persons) limit 1`),
      audit: await position(owner`
        select id::text as value, id from audit_entries where municipality_id = ${municipalityId} order by id
        offset (select count(*) / 2 from audit_entries where municipality_id = ${municipalityId}) limit 1`),
    },
  }
}
