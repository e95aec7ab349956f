import 'server-only'
import type { Choice } from './field-spec'
import { SPOKEN_LANGUAGES, UI_LANGUAGES } from '@/domain/languages'
import { dateOf } from '@/domain/time'
import type { Actor } from '@/domain/people/actor'
import { isAllowed, municipalitiesWithPermission, type Permission } from '@/domain/people/permissions'
import { THEME_PARTS } from '@/domain/rules/theme-parts'
import { listGroups, listGroupsInput } from '@/services/courses/list-groups'
import { listStaff, listStaffInput } from '@/services/people/list-staff'
import { listMunicipalities, listMunicipalitiesInput } from '@/services/regions/list-municipalities'
import { listSites, listSitesInput } from '@/services/regions/list-sites'

import { OWN_NAMES } from '@/app/_components/own-names'
import type { Translator } from '@/app/_server/i18n'

const ALL = { pageSize: 200 }

/** Municipalities to choose from: those where the actor has a permission, or all. */
export async function municipalityChoices(actor: Actor, permission?: Permission): Promise<Choice[]> {
  const { rows } = await listMunicipalities(actor, listMunicipalitiesInput.parse(ALL))
  const own = permission && municipalitiesWithPermission(actor, permission)
  return rows
    .filter((row) => own === undefined || own.includes(row.municipalityId))
    .map((row) => ({ value: row.municipalityId, label: row.name }))
}

/** Open classroom sites of the region, by municipality. */
export async function siteChoices(actor: Actor, openOn: string): Promise<Choice[]> {
  const { rows } = await listSites(actor, listSitesInput.parse({ ...ALL, isOpenOn: openOn, sort: 'municipality' }))
  return rows.map((row) => ({ value: row.siteId, label: `${row.municipalityName}: ${row.name}` }))
}

/** Communicators of the actor's municipalities, with the municipalities where they teach. */
export async function communicatorChoices(actor: Actor): Promise<Choice[]> {
  const { rows } = await listStaff(actor, listStaffInput.parse({ ...ALL, role: 'communicator' }))
  const today = dateOf(Date.now())
  return rows
    .filter((row) => row.disabledAt === null)
    .map((row) => {
      const where = row.roles
        .filter(({ role, untilOn }) => role === 'communicator' && (untilOn === null || untilOn >= today))
        .map((role) => role.municipalityName)
      return { value: row.staffId, label: `${row.name} (${where.join(', ')})` }
    })
}

export function spokenLanguageChoices(t: Translator): Choice[] {
  return SPOKEN_LANGUAGES.map((value) => ({ value, label: t(`spoken.${value}`) }))
}

export function themePartChoices(t: Translator): Choice[] {
  return THEME_PARTS.map((part) => ({ value: String(part), label: `${part}. ${t(`themePart.${part}`)}` }))
}

/** The product's languages, each by its own name. */
export function uiLanguageChoices(): Choice[] {
  return UI_LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value] }))
}

/** The values of a closed set with their texts from `office:<key>.<value>`. */
export function wordChoices(t: Translator, key: string, values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, label: t(`office:${key}.${value}`) }))
}

/** Groups by name: those whose host gives the actor a permission, or all of the region. */
export async function groupChoices(actor: Actor, permission?: Permission): Promise<Choice[]> {
  const { rows } = await listGroups(actor, listGroupsInput.parse(ALL))
  return rows
    .filter((row) => permission === undefined || isAllowed(actor, permission, row.hostingMunicipalityId))
    .map((row) => ({ value: row.groupId, label: row.name }))
}
