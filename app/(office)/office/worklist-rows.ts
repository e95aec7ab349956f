import * as z from 'zod'

import type { Office } from '@/app/(office)/_kit/access'
import type { MunicipalityId } from '@/domain/ids'
import type { Urgency } from '@/domain/worklist/urgency'
import { municipalityId } from '@/services/ids'
import { WORKLIST_KINDS, type WorklistItem } from '@/services/worklist/list-worklist'

import type { openSetUpSteps } from './set-up-steps'

export const ROW_KINDS = [...WORKLIST_KINDS, 'set-up'] as const

/** What narrows the worklist, in the page's address. */
export const worklistFilter = z.object({
  kind: z.enum(ROW_KINDS).optional(),
  municipality: municipalityId.optional(),
  mine: z.literal('1').optional(),
})
export type WorklistFilter = z.output<typeof worklistFilter>

/** An item of the worklist as it is shown. */
export type WorklistRow = {
  key: string
  kind: (typeof ROW_KINDS)[number]
  urgency: Urgency
  what: string
  about: string
  dueAt: Date
  owner: string
  href: string
  isMine: boolean
  municipality: { id: MunicipalityId; name: string } | null
}

export function rowsOf({ say }: Office, items: readonly WorklistItem[]): WorklistRow[] {
  return items.map((item) => {
    const { kind, urgency, about, dueAt, isMine } = item
    return {
      ...{ kind, urgency, about, dueAt, isMine },
      key: `${kind} ${idOf(item)}`,
      what: whatOf(say, item),
      owner: 'communicatorName' in item ? `${item.communicatorName}, ${item.municipalityName}` : item.municipalityName,
      href: hrefOf(item),
      municipality: { id: item.municipalityId, name: item.municipalityName },
    }
  })
}

function idOf(item: WorklistItem): string {
  switch (item.kind) {
    case 'classroom-check':
      return item.endpointId
    case 'transfer-asked':
      return item.questionId
    case 'transfer-answered':
      return item.requestId
    default:
      return item.lessonId
  }
}

/** The steps of the set-up wait for the person who reads this, today. */
export function rowsOfSetUp(
  { say }: Office,
  steps: Awaited<ReturnType<typeof openSetUpSteps>>,
  dueAt: Date,
): WorklistRow[] {
  return steps.map(({ key, href }) => ({
    ...{ key: `set-up ${key}`, kind: 'set-up', urgency: 'today', href, dueAt, isMine: true, about: '' },
    ...{ what: say(`steps.${key}`), owner: say('worklist.you'), municipality: null },
  }))
}

export function matchesFilter(row: WorklistRow, filter: WorklistFilter): boolean {
  return (
    (!filter.kind || row.kind === filter.kind) &&
    (!filter.municipality || row.municipality?.id === filter.municipality) &&
    (!filter.mine || row.isMine)
  )
}

export function addressOf(filter: WorklistFilter): string {
  const query = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  return query.size > 0 ? `/office?${query.toString()}` : '/office'
}

function whatOf(say: Office['say'], item: WorklistItem): string {
  const kind = say(`worklist.kind.${item.kind}`)
  if (item.kind === 'roll-missing') return `${kind}: ${say('worklist.rounds', { count: item.rounds })}`
  if (item.kind === 'classroom-check') return `${kind} ${say(`worklist.check.${item.check}`)}`
  return kind
}

function hrefOf(item: WorklistItem): string {
  switch (item.kind) {
    case 'classroom-check':
      return `/office/equipment#classroom-${item.endpointId}`
    case 'roll-missing':
      return `/office/lessons/${item.lessonId}#missing-rolls`
    case 'lesson-not-held':
      return `/office/lessons/${item.lessonId}/edit`
    case 'lesson-live':
      return `/office/lessons/${item.lessonId}`
    case 'transfer-asked':
      return `/office/transfers/${item.questionId}`
    case 'transfer-answered':
      return `/office/participants/${item.personId}#transfers`
  }
}
