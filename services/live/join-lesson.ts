import { and, count, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { z } from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { enrolments, groups, groupSites, lessons } from '@/db/schema/courses'
import { persons, staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { assertNever } from '@/domain/assert-never'
import { canJoin, type Joiner } from '@/domain/courses/can-join'
import { DomainError } from '@/domain/domain-error'
import type { GroupId, LessonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'
import type { Subject } from '@/protocol/ticket'

import type { IceServer } from './make-ice-servers'
import { signTicket, type SigningKey } from './sign-ticket'

export const joinLessonInput = z.strictObject({ lessonId: z.uuid().transform((id) => id as LessonId) })

/** What the app adds to a decision to make a ticket of it. */
export type TicketMaker = { key: SigningKey; mediaUrl: string; iceServers: IceServer[]; nowMs: number }
export type IssuedTicket = { ticket: string; mediaUrl: string; iceServers: IceServer[] }

type LessonFacts = {
  groupId: GroupId
  communicatorId: string
  language: string
  startsAt: Date
  endsAt: Date
  cancelledAt: Date | null
  endedAt: Date | null
}
type Candidate = { joiner: Joiner; subject: Subject; displayName: string; language: string; headcount?: number }

/**
 * Lets the actor into a lesson, as what she is in it. Nothing is written: asking is not attending.
 * @throws DomainError with the reason when she may not come in; `courses.lesson-not-found` for a lesson that is not there.
 */
export async function joinLesson(
  actor: Actor,
  { lessonId }: z.infer<typeof joinLessonInput>,
  maker: TicketMaker,
): Promise<IssuedTicket> {
  const { lesson, candidate } = await withActor(actor, async (tx) => {
    const found = await findLesson(tx, lessonId)
    if (!found) throw new DomainError('courses.lesson-not-found')
    return { lesson: found, candidate: await describe(tx, actor, found) }
  })
  const decision = canJoin({
    joiner: candidate.joiner,
    lesson: {
      startsAtMs: lesson.startsAt.getTime(),
      endsAtMs: lesson.endsAt.getTime(),
      isCancelled: lesson.cancelledAt !== null,
      isEnded: lesson.endedAt !== null,
    },
    nowMs: maker.nowMs,
    rules: ruleSetFor(dateOf(lesson.startsAt.getTime())),
  })
  if (!decision.allowed) throw new DomainError(decision.code)
  const { subject, displayName, language, headcount } = candidate
  const { role, permissions } = decision
  const claims = { lessonId, subject, role, displayName, language, permissions: [...permissions], headcount }
  const { mediaUrl, iceServers } = maker
  return { ticket: await signTicket({ ...claims, mediaUrl }, maker.key), mediaUrl, iceServers }
}

async function findLesson(tx: Transaction, lessonId: LessonId): Promise<LessonFacts | undefined> {
  const rows = await tx
    .select({
      groupId: lessons.groupId,
      communicatorId: lessons.communicatorId,
      language: groups.language,
      startsAt: lessons.startsAt,
      endsAt: lessons.endsAt,
      cancelledAt: lessons.cancelledAt,
      endedAt: lessons.endedAt,
    })
    .from(lessons)
    .innerJoin(groups, eq(groups.id, lessons.groupId))
    .where(eq(lessons.id, lessonId))
  return rows[0]
}

async function describe(tx: Transaction, actor: Actor, lesson: LessonFacts): Promise<Candidate> {
  switch (actor.kind) {
    case 'staff': {
      const rows = await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, actor.staffId))
      const isCommunicatorOfLesson = lesson.communicatorId === actor.staffId
      return {
        joiner: { kind: 'staff', isCommunicatorOfLesson },
        subject: { kind: 'staff', id: actor.staffId },
        displayName: nameOf(rows),
        language: lesson.language,
      }
    }
    case 'person': {
      const rows = await tx
        .select({ name: persons.displayName, language: persons.uiLanguage })
        .from(persons)
        .where(eq(persons.id, actor.personId))
      const isEnrolledOnDate = (await countEnrolled(tx, lesson, eq(enrolments.personId, actor.personId))) > 0
      const language = rows[0]?.language ?? lesson.language
      return {
        joiner: { kind: 'person', isEnrolledOnDate },
        subject: { kind: 'person', id: actor.personId },
        displayName: nameOf(rows),
        language,
      }
    }
    case 'endpoint': {
      const rows = await tx
        .select({ name: municipalities.name })
        .from(sites)
        .innerJoin(municipalities, eq(municipalities.id, sites.municipalityId))
        .where(eq(sites.id, actor.siteId))
      const seats = await tx
        .select({ siteId: groupSites.siteId })
        .from(groupSites)
        .where(and(eq(groupSites.groupId, lesson.groupId), eq(groupSites.siteId, actor.siteId)))
      return {
        joiner: { kind: 'endpoint', isSiteInGroup: seats.length > 0 },
        subject: { kind: 'endpoint', id: actor.endpointId },
        displayName: nameOf(rows),
        language: lesson.language,
        headcount: await countEnrolled(tx, lesson, eq(enrolments.siteId, actor.siteId)),
      }
    }
    case 'system':
      throw new DomainError('access.not-allowed')
    default:
      return assertNever(actor)
  }
}

async function countEnrolled(tx: Transaction, lesson: LessonFacts, who: ReturnType<typeof eq>): Promise<number> {
  const day = dateOf(lesson.startsAt.getTime())
  const rows = await tx
    .select({ number: count() })
    .from(enrolments)
    .where(
      and(
        who,
        eq(enrolments.groupId, lesson.groupId),
        lte(enrolments.fromOn, sql`${day}::date`),
        or(isNull(enrolments.untilOn), gte(enrolments.untilOn, sql`${day}::date`)),
      ),
    )
  return rows[0]?.number ?? 0
}

function nameOf(rows: { name: string }[]): string {
  const name = rows[0]?.name
  if (name === undefined) throw new DomainError('access.not-found')
  return name
}
