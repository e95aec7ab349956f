import { anywhere, STAFF, type PageRow } from './rows'

/** Every page of the build, and who can open it about the region of `world`. */
export const PAGES: Readonly<Record<string, PageRow>> = {
  '/': { path: () => '/', may: [], leads: true },
  '/check': { path: () => '/check', may: 'everybody' },
  '/g': { path: () => '/g', may: 'everybody' },
  '/guest': { path: () => '/guest', may: 'everybody' },
  '/learn': { path: () => '/learn', may: 'everybody' },
  '/p': { path: () => '/p', may: 'everybody' },
  '/recordings': { path: () => '/recordings', may: 'everybody' },
  '/sign-in': { path: () => '/sign-in', may: 'everybody' },
  // Only for somebody whose password was right, in this browser.
  '/sign-in/code': { path: () => '/sign-in/code', may: [], leads: true },
  '/sign-in/second-factor': { path: () => '/sign-in/second-factor', may: STAFF },
  '/screen': { path: () => '/screen', may: 'everybody' },
  '/recordings/[recordingId]': {
    path: ({ recordingId }) => `/recordings/${recordingId}`,
    may: ['A', 'C', 'T', 'H', 'person', 'screen'],
  },

  '/office': { path: () => '/office', may: anywhere('A', 'C', 'O', 'T') },
  '/office/audit': { path: () => '/office/audit', may: anywhere('A') },
  '/office/claims': { path: () => '/office/claims', may: anywhere('A') },
  '/office/endpoints': { path: () => '/office/endpoints', may: anywhere('A', 'C', 'H') },
  '/office/groups': { path: () => '/office/groups', may: anywhere('A', 'C', 'O', 'T', 'I', 'H') },
  '/office/groups/new': { path: () => '/office/groups/new', may: anywhere('A', 'C') },
  '/office/groups/[groupId]': {
    path: ({ groupId }) => `/office/groups/${groupId}`,
    may: anywhere('A', 'C', 'O', 'T', 'I', 'H'),
  },
  // Staff with residents of their own in others' group enrol them and print their cards.
  '/office/groups/[groupId]/cards': {
    path: ({ groupId }) => `/office/groups/${groupId}/cards`,
    may: anywhere('A', 'C', 'O'),
  },
  '/office/groups/[groupId]/enrol': {
    path: ({ groupId }) => `/office/groups/${groupId}/enrol`,
    may: anywhere('A', 'C', 'O'),
  },
  '/office/groups/[groupId]/edit': { path: ({ groupId }) => `/office/groups/${groupId}/edit`, may: ['A', 'C'] },
  '/office/groups/[groupId]/plan': { path: ({ groupId }) => `/office/groups/${groupId}/plan`, may: ['A', 'C'] },
  '/office/lessons': { path: () => '/office/lessons', may: anywhere('A', 'C', 'O', 'T') },
  '/office/lessons/new': { path: () => '/office/lessons/new', may: anywhere('A', 'C') },
  // For a lesson elsewhere an office sees the minutes of its own residents, and of nobody else.
  '/office/lessons/[lessonId]': {
    path: ({ lessonId }) => `/office/lessons/${lessonId}`,
    may: anywhere('A', 'C', 'O', 'T'),
  },
  '/office/lessons/[lessonId]/edit': { path: ({ lessonId }) => `/office/lessons/${lessonId}/edit`, may: ['A', 'C'] },
  // A lesson elsewhere is named, without actions.
  '/office/lists/[list]/[bulk]': {
    path: ({ lessonId }) => `/office/lists/lessons/cancel?id=${lessonId}`,
    may: anywhere('A', 'C'),
  },
  '/office/municipalities': { path: () => '/office/municipalities', may: anywhere('A') },
  '/office/municipalities/new': { path: () => '/office/municipalities/new', may: anywhere('A') },
  '/office/municipalities/[municipalityId]': { path: ({ umea }) => `/office/municipalities/${umea}`, may: ['A'] },
  '/office/municipalities/[municipalityId]/sign-in': {
    path: ({ umea }) => `/office/municipalities/${umea}/sign-in`,
    may: ['A'],
  },
  '/office/municipalities/[municipalityId]/sign-in/new': {
    path: ({ umea }) => `/office/municipalities/${umea}/sign-in/new`,
    may: ['A'],
  },
  '/office/municipalities/[municipalityId]/sign-in/[providerId]': {
    path: ({ umea, providerId }) => `/office/municipalities/${umea}/sign-in/${providerId}`,
    may: ['A'],
  },
  '/office/not-allowed': { path: () => '/office/not-allowed', may: STAFF },
  '/office/operations': { path: () => '/office/operations', may: anywhere('A', 'C') },
  '/office/participants': { path: () => '/office/participants', may: anywhere('A', 'C', 'O') },
  '/office/participants/import': { path: () => '/office/participants/import', may: anywhere('A', 'C', 'O') },
  '/office/participants/import/[importId]': {
    path: ({ importId }) => `/office/participants/import/${importId}`,
    may: ['A', 'C', 'O'],
  },
  '/office/participants/new': { path: () => '/office/participants/new', may: anywhere('A', 'C', 'O') },
  '/office/participants/[personId]': { path: ({ selam }) => `/office/participants/${selam}`, may: ['A', 'C', 'O'] },
  '/office/participants/[personId]/edit': {
    path: ({ selam }) => `/office/participants/${selam}/edit`,
    may: ['A', 'C', 'O'],
  },
  '/office/participants/[personId]/card': {
    path: ({ selam }) => `/office/participants/${selam}/card`,
    may: ['A', 'C', 'O'],
  },
  '/office/equipment': { path: () => '/office/equipment', may: anywhere('A', 'C', 'H') },
  '/office/equipment/sheet': { path: () => '/office/equipment/sheet', may: anywhere('A', 'C', 'H') },
  '/office/sites': { path: () => '/office/sites', may: anywhere('A', 'C') },
  '/office/sites/new': { path: () => '/office/sites/new', may: anywhere('A', 'C') },
  '/office/sites/[siteId]': { path: ({ siteId }) => `/office/sites/${siteId}`, may: ['Cs'] },
  '/office/staff': { path: () => '/office/staff', may: anywhere('A', 'C') },
  '/office/staff/new': { path: () => '/office/staff/new', may: anywhere('A') },
  '/office/staff/[staffId]': { path: ({ staffId }) => `/office/staff/${staffId}`, may: ['A'] },
  '/office/transfers/[questionId]': {
    path: ({ questionId }) => `/office/transfers/${questionId}`,
    may: ['A', 'C', 'O'],
  },
  // Each has views of their own.
  '/office/views': { path: () => '/office/views', may: STAFF },

  '/site': { path: () => '/site', may: STAFF },
  '/site/pair': { path: () => '/site/pair', may: anywhere('A', 'C', 'H') },
  '/site/lessons/[lessonId]': { path: ({ lessonId }) => `/site/lessons/${lessonId}`, may: ['H', 'Cs'] },
  '/teach': { path: () => '/teach', may: anywhere('T') },
  '/teach/[lessonId]': { path: ({ lessonId }) => `/teach/${lessonId}`, may: ['T'] },
}

/** The same pages for others' data, by the ids in the query string. */
export const QUERIES: readonly PageRow[] = [
  { path: ({ umea }) => `/office/audit?municipalityId=${umea}`, may: ['A'] },
  { path: ({ umea }) => `/office/claims?municipalityId=${umea}&fromOn=2026-01-01&untilOn=2026-03-31`, may: ['A'] },
  { path: ({ umea }) => `/office/staff?municipalityId=${umea}`, may: ['A', 'C'] },
  { path: ({ selam }) => `/office/lists/participants/enrol?id=${selam}`, may: anywhere('A', 'C', 'O') },
  { path: () => '/office/lists/enrolments/end?all=search=', may: anywhere('A', 'C', 'O') },
  { path: () => '/office/lists/lessons/nothing', may: [] },
  { path: () => '/office/lists/nothing/cancel', may: [] },
  { path: ({ groupId }) => `/office/lessons/new?groupId=${groupId}`, may: ['A', 'C'] },
  {
    path: ({ groupId, selam }) => `/office/groups/${groupId}/enrol?personId=${selam}`,
    may: ['A', 'C', 'O'],
  },
  { path: ({ lessonId, siteId }) => `/site/lessons/${lessonId}?site=${siteId}`, may: ['H', 'Cs'] },
]
