import { withActor } from '@/db/client'
import { findGroupByName, findSiteByName, listMunicipalityNames } from '@/db/queries/by-name'
import { findPersonByNumber } from '@/db/queries/person-identities'
import { findMunicipalityByCode } from '@/db/queries/regions'
import { findStaffByEmail, selectRoles } from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { GroupId, MunicipalityId, PersonId, SiteId, StaffId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { THEME_PARTS } from '@/domain/rules/theme-parts'
import { addDays, dateOf } from '@/domain/time'
import { fullNameOf } from '@/domain/people/full-name'
import { enrolPerson } from '@/services/courses/enrol-person'
import { planLessons } from '@/services/courses/plan-lessons'
import { saveGroup } from '@/services/courses/save-group'
import { makeAdministrator } from '@/services/people/make-administrator'
import { findLikelySame } from '@/services/people/find-likely-same'
import { openProtected } from '@/services/people/open-protected'
import { saveParticipant } from '@/services/people/save-participant'
import { saveStaff } from '@/services/people/save-staff'
import { hashIdentityNumber } from '@/services/people/seal-identity-number'
import { saveMunicipality } from '@/services/regions/save-municipality'
import { saveSite } from '@/services/regions/save-site'
import { ELEVATED } from '@/services/system-actors'

import { ADMINISTRATOR, GROUPS, MUNICIPALITIES, SITES, STAFF } from './made-up'
import { PEOPLE } from './made-up-people'
import { emailOf, passwordOf } from './secrets'

const WEEKS_BEFORE = 8
const WEEKS_AFTER = 24
const DAYS_PER_WEEK = 7
const OPENING_REASON = 'Demoregionen skapas på nytt'
const CAMERA_REASON = 'Sitter bakom kameran i klassrummet.'
const FIRST_PARTS_LEFT = THEME_PARTS.slice(2)

type Ids<Id> = ReadonlyMap<string, Id>

/** Creates the demo region through the services, as its administrator would. Existing data is not changed. */
export async function makeRegion(nowMs: number): Promise<void> {
  const administrator = await makeMunicipalities()
  const siteIds = await makeSites(administrator)
  const staffIds = await makeStaff(administrator, siteIds)
  const groupIds = await makeGroups(administrator, { siteIds, staffIds, nowMs })
  await makePeople(administrator, { siteIds, groupIds, nowMs })
}

/** The administrator with their present roles. */
export async function loadAdministrator(): Promise<StaffActor> {
  return withActor(ELEVATED, async (tx) => {
    const member = await findStaffByEmail(tx, emailOf(ADMINISTRATOR.account))
    if (!member) throw new Error('the demo region has no administrator')
    return { kind: 'staff', staffId: member.staffId, roles: await selectRoles(tx, [member.staffId]) }
  })
}

async function makeMunicipalities(): Promise<StaffActor> {
  const [first] = MUNICIPALITIES
  const { account, name } = ADMINISTRATOR
  const signIn = { email: emailOf(account), name, password: passwordOf(account) }
  await makeAdministrator(ELEVATED, { ...signIn, municipalityCode: first.code, municipalityName: first.name })
  for (const municipality of MUNICIPALITIES) {
    const known = await withActor(ELEVATED, (tx) => findMunicipalityByCode(tx, municipality.code))
    const recordingAllowed = municipality.code === first.code
    const values = { ...municipality, recordingAllowed, leftOn: null, municipalityId: known?.municipalityId ?? null }
    await saveMunicipality(await loadAdministrator(), values)
  }
  return loadAdministrator()
}

async function selectMunicipalityIds(): Promise<Ids<MunicipalityId>> {
  const rows = await withActor(ELEVATED, listMunicipalityNames)
  return new Map(rows.map((row) => [row.name, row.id]))
}

async function makeSites(administrator: StaffActor): Promise<Ids<SiteId>> {
  const municipalityIds = await selectMunicipalityIds()
  const made = new Map<string, SiteId>()
  for (const { name, address, municipality } of SITES) {
    const municipalityId = get(municipalityIds, municipality)
    const known = await withActor(ELEVATED, (tx) => findSiteByName(tx, name))
    const { siteId } = await saveSite(administrator, {
      siteId: known,
      municipalityId,
      name,
      address,
      closedOn: null,
    })
    made.set(name, siteId)
  }
  return made
}

async function makeStaff(administrator: StaffActor, siteIds: Ids<SiteId>): Promise<Ids<StaffId>> {
  const municipalityIds = await selectMunicipalityIds()
  const made = new Map<string, StaffId>()
  for (const { account, name, roles } of STAFF) {
    const email = emailOf(account)
    const known = await withActor(ELEVATED, (tx) => findStaffByEmail(tx, email))
    const { staffId } = await saveStaff(administrator, {
      ...{
        staffId: known?.staffId ?? null,
        name,
        email,
        language: 'sv',
        password: passwordOf(account),
        isDisabled: false,
      },
      roles: roles.map(({ role, municipality, site }) => ({
        role,
        municipalityId: get(municipalityIds, municipality),
        siteId: site === undefined ? null : get(siteIds, site),
        ...{ fromOn: null, untilOn: null },
      })),
    })
    made.set(account, staffId)
  }
  return made
}

type GroupContext = { siteIds: Ids<SiteId>; staffIds: Ids<StaffId>; nowMs: number }

async function makeGroups(
  administrator: StaffActor,
  { siteIds, staffIds, nowMs }: GroupContext,
): Promise<Ids<GroupId>> {
  const hostingMunicipalityId = get(await selectMunicipalityIds(), MUNICIPALITIES[0].name)
  const today = dateOf(nowMs)
  const made = new Map<string, GroupId>()
  for (const group of GROUPS) {
    const known = await withActor(ELEVATED, (tx) => findGroupByName(tx, group.name))
    const { groupId } = await saveGroup(administrator, {
      ...{ groupId: known?.groupId ?? null, hostingMunicipalityId, name: group.name, language: group.language },
      ...{ courseKind: group.sfiCourse === null ? 'civic_orientation' : 'sfi', sfiCourse: group.sfiCourse },
      communicatorId: get(staffIds, group.communicator),
      startsOn: addDays(today, -WEEKS_BEFORE * DAYS_PER_WEEK),
      endsOn: addDays(today, WEEKS_AFTER * DAYS_PER_WEEK),
      patterns: group.weekdays.map((weekday) => ({ weekday, ...group.times })),
      siteIds: group.sites.map((site) => get(siteIds, site)),
    })
    const themeParts = group.sfiCourse === null ? FIRST_PARTS_LEFT : []
    const untilOn = addDays(today, WEEKS_AFTER * DAYS_PER_WEEK)
    await planLessons(administrator, { groupId, fromOn: addDays(today, 1), untilOn, themeParts })
    made.set(group.name, groupId)
  }
  return made
}

type PeopleContext = { siteIds: Ids<SiteId>; groupIds: Ids<GroupId>; nowMs: number }

async function makePeople(administrator: StaffActor, { siteIds, groupIds, nowMs }: PeopleContext): Promise<void> {
  const municipalityIds = await selectMunicipalityIds()
  const fromOn = addDays(dateOf(nowMs), -WEEKS_BEFORE * DAYS_PER_WEEK)
  for (const person of PEOPLE) {
    const { givenName, familyName, identityNumber, spokenLanguage, uiLanguage, alias } = person
    const saved = {
      ...{ personId: await findPersonId(identityNumber), displayName: alias ?? fullNameOf(person) },
      ...{ givenName, familyName, identityNumber, spokenLanguage, uiLanguage, isProtected: alias !== undefined },
      ...{
        permits: [{ ground: 'refugee' as const, fromOn, untilOn: null }],
        languages: [],
        needs: [],
        literacy: null,
      },
      ...{ bornOn: null, legalSex: null, dossierNumber: '', phone: '', email: '', address: '', contactPerson: '' },
      ...{ homeMunicipalityId: get(municipalityIds, person.home), registeredFromOn: fromOn },
      otherThan: [],
    }
    // Some have the same name on purpose.
    const likely = saved.personId === null ? await findLikelySame(administrator, saved) : []
    if (saved.personId !== null && saved.isProtected) {
      await openProtected(administrator, { personId: saved.personId, reason: OPENING_REASON })
    }
    const { personId } = await saveParticipant(administrator, {
      ...saved,
      otherThan: likely.map((one) => one.personId),
    })
    const siteId = person.site === null ? null : get(siteIds, person.site)
    try {
      const groupId = get(groupIds, person.group)
      const cameraReason = person.alias === undefined ? undefined : CAMERA_REASON
      await enrolPerson(administrator, { groupId, personId, siteId, fromOn, cameraReason })
    } catch (error) {
      const isThere = error instanceof DomainError && error.code === 'courses.already-enrolled'
      if (!isThere) throw error
    }
  }
}

/** The person with one of the fictional identity numbers. */
export async function findPersonId(identityNumber: string): Promise<PersonId | null> {
  const hash = hashIdentityNumber(identityNumber)
  return withActor(ELEVATED, (tx) => findPersonByNumber(tx, hash))
}

function get<Id>(ids: Ids<Id>, name: string): Id {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`the demo region has no ${name}`)
  return id
}
