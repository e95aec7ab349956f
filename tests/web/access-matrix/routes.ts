import { rollMark } from '@/tests/factories/roll'

import { anywhere } from './rows'
import { makeMaterial, type ActorName, type World } from './world'

export type RouteRow = {
  /** As in the build. */
  route: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: (world: World) => string | Promise<string>
  /** The input; with permission, invalid values are as good as valid ones. */
  body?: (world: World) => string
  type?: string
  may: ActorName[] | 'everybody'
}

const json = (value: (world: World) => unknown) => (world: World) => JSON.stringify(value(world))
const fixed = (path: string) => () => path
const part = (name: string) =>
  `--b\r\ncontent-disposition: form-data; name="${name}"; filename="${name}.png"\r\ncontent-type: image/png\r\n\r\nx\r\n`
const LET_IN: ActorName[] = ['guest', 'interpreter', 'substitute', 'admitted']

/** Every route of the build with each of its methods, and who is let through about the region of `world`. */
export const ROUTES: readonly RouteRow[] = [
  ...(['health', 'live', 'ready'] as const).map((name): RouteRow => {
    return { route: `/api/${name}`, method: 'GET', path: fixed(`/api/${name}`), may: 'everybody' }
  }),
  { route: '/api/auth/[...nextauth]', method: 'GET', path: fixed('/api/auth/csrf'), may: 'everybody' },
  {
    route: '/api/auth/[...nextauth]',
    method: 'POST',
    path: fixed('/api/auth/callback/credentials'),
    body: () => '',
    may: 'everybody',
  },
  {
    route: '/api/sign-in/[providerId]',
    method: 'GET',
    path: ({ providerId }) => `/api/sign-in/${providerId}`,
    may: 'everybody',
  },
  // Without a sign-in that this browser began, everybody is sent back to begin one.
  {
    route: '/api/sign-in/[providerId]/callback',
    method: 'GET',
    path: ({ providerId }) => `/api/sign-in/${providerId}/callback?code=x&state=y`,
    may: 'everybody',
  },
  {
    route: '/api/pdf-data/[kind]/[file]',
    method: 'GET',
    path: fixed('/api/pdf-data/standard_fonts/FoxitDingbats.pfb'),
    may: 'everybody',
  },
  {
    route: '/api/language',
    method: 'POST',
    path: fixed('/api/language'),
    body: json(() => ({ language: 'sv' })),
    may: 'everybody',
  },
  {
    route: '/api/device',
    method: 'POST',
    path: fixed('/api/device'),
    body: json(() => ({ isOwn: false })),
    may: 'everybody',
  },
  {
    route: '/api/minutes',
    method: 'GET',
    path: ({ lessonId, selam }) => `/api/minutes?lessonId=${lessonId}&personId=${selam}`,
    may: ['person'],
  },
  { route: '/api/pairing', method: 'POST', path: fixed('/api/pairing'), may: 'everybody' },
  ...(['person-session', 'guest-session'] as const).map((name): RouteRow => {
    const body = json(() => ({ secret: 'x'.repeat(43) }))
    return { route: `/api/${name}`, method: 'POST', path: fixed(`/api/${name}`), body, may: 'everybody' }
  }),
  ...(['media-nodes', 'media-events'] as const).map((name): RouteRow => {
    return { route: `/api/${name}`, method: 'POST', path: fixed(`/api/${name}`), body: () => '{}', may: [] }
  }),

  ...(
    [
      ['person', undefined, ['person']],
      ['endpoint', undefined, ['screen']],
      ['staff', undefined, ['T']],
      ['staff', 'site', ['H', 'Cs']],
      ['guest', undefined, [...LET_IN, 'waiting']],
    ] as const
  ).map(([as, at, may]): RouteRow => {
    const body = json(({ lessonId, siteId }) => ({ as, lessonId, ...(at && { siteId }) }))
    return { route: '/api/ticket', method: 'POST', path: fixed('/api/ticket'), body, may: [...may] }
  }),
  ...(
    [
      ['person', ['person', 'person2']],
      ['endpoint', ['screen', 'screen2']],
    ] as const
  ).map(([as, may]): RouteRow => {
    return { route: '/api/check', method: 'POST', path: fixed('/api/check'), body: json(() => ({ as })), may: [...may] }
  }),
  {
    route: '/api/classroom-checks',
    method: 'POST',
    path: fixed('/api/classroom-checks'),
    body: json(() => ({})),
    may: ['screen', 'screen2'],
  },
  {
    route: '/api/roll',
    method: 'GET',
    path: ({ lessonId, siteId }) => `/api/roll?lessonId=${lessonId}&siteId=${siteId}`,
    may: ['H', 'Cs'],
  },
  {
    route: '/api/roll',
    method: 'POST',
    path: fixed('/api/roll'),
    // Marks are taken only from those who made them, so from nobody but this host.
    body: json(({ lessonId, siteId, anna, siteHost }) => ({
      ...{ lessonId, siteId, round: 'start', staffId: siteHost.staffId },
      marks: [rollMark(anna, 'present')],
    })),
    may: ['H'],
  },
  {
    route: '/api/roll/cards',
    method: 'POST',
    path: fixed('/api/roll/cards'),
    body: json(({ lessonId, siteId }) => ({ lessonId, siteId, round: 'start', secret: 'x'.repeat(43) })),
    may: ['H', 'Cs'],
  },
  {
    route: '/office/people',
    method: 'POST',
    path: fixed('/office/people'),
    body: json(() => ({ search: 'Anna' })),
    may: anywhere('A', 'C', 'O'),
  },
  { route: '/api/late-work', method: 'GET', path: fixed('/api/late-work'), may: anywhere('A', 'C', 'O', 'T') },
  { route: '/api/operations', method: 'GET', path: fixed('/api/operations'), may: anywhere('A', 'C') },

  {
    route: '/api/materials',
    method: 'GET',
    path: ({ lessonId }) => `/api/materials?lessonId=${lessonId}`,
    may: ['T', 'substitute'],
  },
  {
    route: '/api/materials',
    method: 'POST',
    path: fixed('/api/materials'),
    body: json(({ lessonId }) => ({ lessonId, name: 'Slides', slideCount: 1 })),
    may: ['T'],
  },
  {
    route: '/api/materials/[materialId]',
    method: 'GET',
    path: ({ materialId }) => `/api/materials/${materialId}`,
    may: ['A', 'C', 'T', 'H', 'person', 'screen', ...LET_IN],
  },
  {
    route: '/api/materials/[materialId]',
    method: 'DELETE',
    path: async (world) => `/api/materials/${await makeMaterial(world)}`,
    may: ['T'],
  },
  {
    route: '/api/materials/[materialId]/complete',
    method: 'POST',
    path: ({ materialId }) => `/api/materials/${materialId}/complete`,
    may: ['T'],
  },
  {
    route: '/api/materials/[materialId]/notes',
    method: 'GET',
    path: ({ materialId }) => `/api/materials/${materialId}/notes`,
    may: ['T'],
  },
  {
    route: '/api/materials/[materialId]/notes',
    method: 'PUT',
    path: ({ materialId }) => `/api/materials/${materialId}/notes`,
    body: json(() => ({ slideNumber: 1, note: 'Note' })),
    may: ['T'],
  },
  {
    route: '/api/materials/[materialId]/slides/[slideNumber]',
    method: 'PUT',
    path: ({ materialId }) => `/api/materials/${materialId}/slides/1`,
    type: 'multipart/form-data; boundary=b',
    body: () =>
      `${part('small')}${part('large')}--b\r\ncontent-disposition: form-data; name="text"\r\n\r\nPage\r\n--b--\r\n`,
    may: ['T'],
  },
  {
    route: '/api/materials/[materialId]/slides/[slideNumber]/[widthClass]',
    method: 'GET',
    path: ({ materialId }) => `/api/materials/${materialId}/slides/1/small`,
    may: ['A', 'C', 'T', 'H', 'person', 'screen', ...LET_IN],
  },
  {
    route: '/api/recordings/[recordingId]/address',
    method: 'GET',
    path: ({ recordingId }) => `/api/recordings/${recordingId}/address`,
    may: ['A', 'C', 'T', 'H', 'person', 'screen'],
  },
  {
    route: '/office/participants/[personId]/extract',
    method: 'POST',
    path: ({ selam }) => `/office/participants/${selam}/extract`,
    body: () => new URLSearchParams({ reason: 'Because' }).toString(),
    may: ['A'],
  },
  {
    route: '/office/participants/import/send',
    method: 'POST',
    path: fixed('/office/participants/import/send'),
    body: ({ umea }) => new URLSearchParams({ municipalityId: umea }).toString(),
    may: ['A', 'C', 'O'],
  },
  {
    route: '/office/claims/export',
    method: 'POST',
    path: fixed('/office/claims/export'),
    body: ({ umea }) =>
      new URLSearchParams({
        ...{ municipalityId: umea, fromOn: '2026-01-01', untilOn: '2026-03-31', format: 'csv' },
      }).toString(),
    may: ['A'],
  },
  ...(
    [
      ['participants', anywhere('A', 'C', 'O')],
      ['enrolments', anywhere('A', 'C', 'O')],
      ['staff', anywhere('A', 'C')],
      ['audit', anywhere('A')],
      ['nothing', []],
    ] as const
  ).map(([list, may]): RouteRow => {
    const body = () =>
      new URLSearchParams({ query: 'search=a', format: 'csv', back: '/office/participants' }).toString()
    const path = fixed(`/office/lists/${list}/export`)
    return { route: '/office/lists/[list]/export', method: 'POST', path, body, may: [...may] }
  }),
]
