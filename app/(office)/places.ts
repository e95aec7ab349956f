import type { Permission } from '@/domain/people/permissions'

import type { OfficeKey } from './_kit/office-key'

type Place = {
  word: OfficeKey
  path: string
  /** Who can find it; every member of staff by default. */
  permission?: Permission
  /** Synonyms, in each language. */
  synonyms?: OfficeKey
  /** Found by the search and linked from other pages, but not in the navigation. */
  isAside?: boolean
}
export type PlaceGroup = { word: OfficeKey; places: readonly Place[] }

/** The pages of the office by groups, in the order of a day's work. A test compares them with the existing pages. */
export const PLACE_GROUPS: readonly PlaceGroup[] = [
  {
    word: 'nav.group.today',
    places: [
      { word: 'nav.overview', path: '/office', permission: 'attendance.list', synonyms: 'nav.synonyms.overview' },
      {
        word: 'nav.operations',
        path: '/office/operations',
        permission: 'operations.watch',
        synonyms: 'nav.synonyms.operations',
      },
      { word: 'views.title', path: '/office/views', synonyms: 'nav.synonyms.views', isAside: true },
    ],
  },
  {
    word: 'nav.group.people',
    places: [
      {
        word: 'nav.participants',
        path: '/office/participants',
        permission: 'participant.list',
        synonyms: 'nav.synonyms.participants',
      },
      { word: 'imports.title', path: '/office/participants/import', permission: 'participant.change', isAside: true },
      { word: 'participants.new', path: '/office/participants/new', permission: 'participant.change', isAside: true },
      { word: 'nav.staff', path: '/office/staff', permission: 'staff.list', synonyms: 'nav.synonyms.staff' },
      { word: 'staff.new', path: '/office/staff/new', permission: 'staff.change', isAside: true },
    ],
  },
  {
    word: 'nav.group.courses',
    places: [
      { word: 'nav.lessons', path: '/office/lessons', permission: 'attendance.list', synonyms: 'nav.synonyms.lessons' },
      { word: 'lessons.new', path: '/office/lessons/new', permission: 'lesson.change', isAside: true },
      { word: 'nav.groups', path: '/office/groups', permission: 'attendance.list', synonyms: 'nav.synonyms.groups' },
      { word: 'groups.new', path: '/office/groups/new', permission: 'group.change', isAside: true },
    ],
  },
  {
    word: 'nav.group.money',
    places: [
      { word: 'nav.claims', path: '/office/claims', permission: 'claim.export', synonyms: 'nav.synonyms.claims' },
    ],
  },
  {
    word: 'nav.group.region',
    places: [
      {
        word: 'nav.municipalities',
        path: '/office/municipalities',
        permission: 'municipality.change',
        synonyms: 'nav.synonyms.municipalities',
      },
      {
        word: 'municipalities.new',
        path: '/office/municipalities/new',
        permission: 'municipality.change',
        isAside: true,
      },
      { word: 'nav.sites', path: '/office/sites', permission: 'site.change', synonyms: 'nav.synonyms.sites' },
      { word: 'sites.new', path: '/office/sites/new', permission: 'site.change', isAside: true },
      {
        word: 'nav.endpoints',
        path: '/office/endpoints',
        permission: 'endpoint.list',
        synonyms: 'nav.synonyms.endpoints',
      },
      {
        word: 'nav.equipment',
        path: '/office/equipment',
        permission: 'endpoint.list',
        synonyms: 'nav.synonyms.equipment',
      },
      { word: 'sheet.title', path: '/office/equipment/sheet', permission: 'endpoint.list', isAside: true },
      { word: 'nav.audit', path: '/office/audit', permission: 'audit.list', synonyms: 'nav.synonyms.audit' },
    ],
  },
]
