import 'server-only'
import { cookies } from 'next/headers'

import { formatDay, formatTime } from '@/app/_components/dates'
import { chooseLesson } from '@/app/_server/choose-lesson'
import { KEPT_COOKIE, PERSON_COOKIE } from '@/app/_server/cookies'
import { getLanguage } from '@/app/_server/i18n'
import { issueTicket } from '@/app/_server/issue-ticket'
import { findPerson } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import type { ErrorCode } from '@/domain/error-codes'
import type { Ticket } from '@/lesson-client/lesson-client'
import { listRecordings } from '@/services/recordings/list-recordings'
import { listMyLessons, type MyLesson } from '@/services/tickets/list-my-lessons'

/** Whose page it is: `isOwnDevice` when this is the participant's own phone, `tabMark` the mark of their tab. */
type Holder = { isOwnDevice: boolean; tabMark: string }

/** What a participant's page shows. */
export type LearnState =
  | { shows: 'device-left' | 'link-again' | 'link-refused' | 'failed' }
  | { shows: 'not-now'; code: ErrorCode }
  | ({ shows: 'next'; next: { when: string; groupName: string } | null; hasRecordings: boolean } & Holder)
  | ({
      shows: 'lesson'
      lesson: MyLesson
      firstTicket: Ticket
      personId: string
      displayName: string
      isCameraOffered: boolean
      isStraightIn: boolean
    } & Holder)

/**
 * The participant's lesson if it is open for entry, otherwise the time of the next one. In the address: `in` for somebody
 * who goes straight in, `left` when this device has forgotten its participant, `of` the mark of a tab on a device where
 * several links were opened.
 */
export async function findLearnState(address: URLSearchParams): Promise<LearnState> {
  const of = address.get('of')
  const store = await cookies()
  const person = await findPerson(of ?? undefined)
  if (!person && address.has('left')) return { shows: 'device-left' }
  if (!person && (of !== null || !store.has(PERSON_COOKIE))) return { shows: 'link-again' }
  if (!person) return { shows: 'link-refused' }
  const holder = { isOwnDevice: store.has(KEPT_COOKIE), tabMark: person.tabMark }
  const nowMs = Date.now()
  const lessons = await listMyLessons(person.actor, { as: 'learner' }, nowMs)
  const { now, next } = chooseLesson(lessons, nowMs)
  if (now) {
    const ticket = await runAction('open-lesson', async () => issueTicket(person.actor, { lessonId: now.lessonId }))
    if (!ticket.ok) return { shows: 'not-now', code: ticket.error.code }
    return {
      ...{ shows: 'lesson', lesson: now, firstTicket: ticket.data, ...holder },
      ...{ personId: person.personId, displayName: person.displayName },
      ...{ isCameraOffered: !person.isProtected, isStraightIn: address.has('in') },
    }
  }
  const hasRecordings = (await listRecordings(person.actor, { lessonId: null })).length > 0
  // Formatted here: old phones have no names of weekdays in every language.
  const when = next && `${formatDay(next.startsAtMs, await getLanguage())} ${formatTime(next.startsAtMs)}`
  const nextLesson = next && when ? { when, groupName: next.groupName } : null
  return { shows: 'next', next: nextLesson, hasRecordings, ...holder }
}
