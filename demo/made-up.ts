import type { SfiCourse } from '@/domain/courses/vocabulary'
import type { StaffRole } from '@/domain/people/roles'

/** Municipal codes and names are Statistics Sweden's; everything else below is fictional. */
export const MUNICIPALITIES = [
  { code: '2480', name: 'Umeå', joinedOn: '2010-01-01' },
  { code: '2460', name: 'Vännäs', joinedOn: '2010-01-01' },
  { code: '2404', name: 'Vindeln', joinedOn: '2010-01-01' },
  { code: '2409', name: 'Robertsfors', joinedOn: '2010-01-01' },
  { code: '2401', name: 'Nordmaling', joinedOn: '2010-01-01' },
  { code: '2403', name: 'Bjurholm', joinedOn: '2010-01-01' },
  { code: '2284', name: 'Örnsköldsvik', joinedOn: '2013-03-01' },
] as const
export type MunicipalityName = (typeof MUNICIPALITIES)[number]['name']

export const SITES = [
  { name: 'Blåbärets lärcentrum', address: 'Exempelgatan 1', municipality: 'Umeå' },
  { name: 'Hjortronets lärcentrum', address: 'Exempelgatan 2', municipality: 'Vännäs' },
  { name: 'Lingonets lärcentrum', address: 'Exempelgatan 3', municipality: 'Vindeln' },
  { name: 'Odonets lärcentrum', address: 'Exempelgatan 4', municipality: 'Robertsfors' },
  { name: 'Åkerbärets lärcentrum', address: 'Exempelgatan 5', municipality: 'Nordmaling' },
  { name: 'Hallonets lärcentrum', address: 'Exempelgatan 6', municipality: 'Bjurholm' },
  { name: 'Smultronets lärcentrum', address: 'Exempelgatan 7', municipality: 'Örnsköldsvik' },
] as const
export type SiteName = (typeof SITES)[number]['name']

type MadeUpStaff = {
  /** The part of the e-mail before the at sign. */
  account: string
  name: string
  roles: readonly { role: StaffRole; municipality: MunicipalityName; site?: SiteName }[]
  /** Whether the sign-in is printed. */
  isShown: boolean
}

/** The administrator of all municipalities is created first and is not in this list. */
export const ADMINISTRATOR = { account: 'administrator', name: 'Agneta Exempel' } as const
export const STAFF: readonly MadeUpStaff[] = [
  {
    account: 'communicator',
    name: 'Miriam Exempel',
    roles: [{ role: 'communicator', municipality: 'Umeå' }],
    isShown: true,
  },
  {
    account: 'sitehost',
    name: 'Britta Exempel',
    roles: [{ role: 'site_host', municipality: 'Bjurholm', site: 'Hallonets lärcentrum' }],
    isShown: true,
  },
  {
    account: 'coordinator',
    name: 'Klas Exempel',
    roles: [
      { role: 'coordinator', municipality: 'Umeå' },
      { role: 'coordinator', municipality: 'Bjurholm' },
    ],
    isShown: true,
  },
  {
    account: 'caseofficer',
    name: 'Hanna Exempel',
    roles: [
      { role: 'case_officer', municipality: 'Bjurholm' },
      { role: 'case_officer', municipality: 'Robertsfors' },
    ],
    isShown: true,
  },
  {
    account: 'communicator.arabic',
    name: 'Karim Exempel',
    roles: [{ role: 'communicator', municipality: 'Umeå' }],
    isShown: false,
  },
  {
    account: 'communicator.swedish',
    name: 'Stina Exempel',
    roles: [{ role: 'communicator', municipality: 'Umeå' }],
    isShown: false,
  },
]

const morning = { startsAt: '09:00', endsAt: '12:00', breakStartsAt: '10:20', breakEndsAt: '10:40' } as const
const afternoon = { startsAt: '13:00', endsAt: '16:00', breakStartsAt: '14:20', breakEndsAt: '14:40' } as const
const evening = { startsAt: '17:30', endsAt: '20:30', breakStartsAt: '18:50', breakEndsAt: '19:10' } as const

type Times = { startsAt: string; endsAt: string; breakStartsAt: string; breakEndsAt: string }
type MadeUpGroup = {
  name: string
  language: 'ti' | 'ar' | 'sv-x-easy' | 'sv'
  sfiCourse: SfiCourse | null
  communicator: string
  weekdays: readonly number[]
  times: Times
  sites: readonly SiteName[]
}

/** The group that has a lesson today, whenever the demo is started. */
export const GROUP_OF_TODAY = 'SO tigrinska'
export const GROUPS: readonly MadeUpGroup[] = [
  {
    ...{ name: GROUP_OF_TODAY, language: 'ti', sfiCourse: null, communicator: 'communicator' },
    ...{ weekdays: [1, 3], times: morning, sites: ['Hallonets lärcentrum', 'Hjortronets lärcentrum'] },
  },
  {
    ...{ name: 'SO arabiska', language: 'ar', sfiCourse: null, communicator: 'communicator.arabic' },
    ...{ weekdays: [2, 4], times: afternoon, sites: ['Åkerbärets lärcentrum', 'Blåbärets lärcentrum'] },
  },
  {
    ...{ name: 'SO lätt svenska', language: 'sv-x-easy', sfiCourse: null, communicator: 'communicator.swedish' },
    ...{
      weekdays: [5],
      times: morning,
      sites: ['Lingonets lärcentrum', 'Odonets lärcentrum', 'Smultronets lärcentrum'],
    },
  },
  {
    ...{ name: 'Sfi D distans', language: 'sv', sfiCourse: 'D', communicator: 'communicator.swedish' },
    ...{ weekdays: [2, 4], times: evening, sites: [] },
  },
]
