import { and, count, eq } from 'drizzle-orm'
import { z } from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { findGeneration, type AccessSubject } from '@/db/queries/access-generations'
import { findInvitation, findVisitor } from '@/db/queries/invitations'
import { enrolments, groups, groupSites, lessons } from '@/db/schema/courses'
import { inForceOn } from '@/db/queries/periods'
import { selectRecordingRefusal, type RecordingRefusal } from '@/db/queries/recordings'
import { persons, staff } from '@/db/schema/people'
import { municipalities, sites } from '@/db/schema/regions'
import { assertNever } from '@/domain/assert-never'
import { canJoin, type Joiner } from '@/domain/courses/can-join'
import { DomainError } from '@/domain/domain-error'
import type { GroupId, InvitationId, LessonId, SiteId, VisitorId } from '@/domain/ids'
import type { Actor, GuestActor } from '@/domain/people/actor'
import { isAllowed, isAllowedAtSite } from '@/domain/people/permissions'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'
import type { TicketPayload } from '@/protocol/ticket'

import type { IceServer } from './make-ice-servers'
import { findLivePlacement, placeLesson } from './place-lesson'
import { signTicket, type SigningKey } from './sign-ticket'

export const joinLessonInput = z.strictObject({
  lessonId: z.uuid().transform((id) => id as LessonId),
  /** A host's classroom: she joins beside its wall, with words and no sound. */
  siteId: z
    .uuid()
    .transform((id) => id as SiteId)
    .optional(),
})

const SHOWN_NAME_MAX = 80

/** What the app adds to a decision to make a ticket of it; `mediaUrl` is where media nodes are that name no address. */
export type TicketMaker = { key: SigningKey; mediaUrl: string; iceServers: IceServer[]; nowMs: number }
export type IssuedTicket = { ticket: string; mediaUrl: string; iceServers: IceServer[] }

type LessonFacts = {
  lessonId: LessonId
  groupId: GroupId
  communicatorId: string
  language: string
  startsAt: Date
  endsAt: Date
  cancelledAt: Date | null
  endedAt: Date | null
}
type Candidate = {
  joiner: Joiner
  /** Who she is to the others, and what she hears. */
  payload: Pick<
    TicketPayload,
    'subject' | 'displayName' | 'language' | 'headcount' | 'town' | 'siteId' | 'channelLanguage' | 'forbidsRecording'
  >
  /** Her identity is protected: no camera is taken from her. */
  isProtected?: boolean
}

/**
 * Lets the actor into a lesson, as what she is in it. Nothing is written of her: asking is not attending. A lesson that
 * is on no media node yet is placed on one.
 * @throws DomainError with the reason when she may not come in; `courses.lesson-not-found` for a lesson that is not there.
 */
export async function joinLesson(
  actor: Actor,
  { lessonId, siteId }: z.infer<typeof joinLessonInput>,
  maker: TicketMaker,
): Promise<IssuedTicket> {
  const { accessGeneration, lesson, candidate, refusal, placement } = await withActor(actor, async (tx) => {
    // Asked at once they go to the database in one trip: somebody waits for this before she hears anything.
    // The generation first: an access that is ended while this is decided leaves a ticket that counts for nothing.
    const [accessGeneration, found, refusal, placement] = await Promise.all([
      findGeneration(tx, subjectOf(actor)),
      findLesson(tx, lessonId),
      selectRecordingRefusal(tx, lessonId),
      findLivePlacement(tx, lessonId),
    ])
    if (!found) throw new DomainError('courses.lesson-not-found')
    const candidate = await describe(tx, { actor, siteId }, found)
    return { accessGeneration, lesson: found, candidate, refusal, placement }
  })
  const rules = ruleSetFor(dateOf(lesson.startsAt.getTime()))
  const decision = canJoin({
    joiner: candidate.joiner,
    lesson: {
      startsAtMs: lesson.startsAt.getTime(),
      endsAtMs: lesson.endsAt.getTime(),
      isCancelled: lesson.cancelledAt !== null,
      isEnded: lesson.endedAt !== null,
    },
    nowMs: maker.nowMs,
    rules,
  })
  if (!decision.allowed) throw new DomainError(decision.code)
  const permissions = allowedTo(candidate, decision, refusal)
  const suspendAfterSeconds = rules.suspendAfterMinutes * 60
  const { iceServers } = maker
  const placed = placement ?? (await placeLesson(lessonId))
  const mediaUrl = placed.mediaUrl ?? maker.mediaUrl
  const payload = {
    ...candidate.payload,
    ...{ lessonId, role: decision.role, permissions, suspendAfterSeconds, mediaUrl },
    generation: placed.generation,
    accessGeneration,
  }
  return { ticket: await signTicket(payload, maker.key), mediaUrl, iceServers }
}

/** @throws DomainError `access.not-allowed` for the product's own processes, which are in no lesson. */
function subjectOf(actor: Actor): AccessSubject {
  switch (actor.kind) {
    case 'staff':
      return { kind: 'staff', id: actor.staffId }
    case 'person':
      return { kind: 'person', id: actor.personId }
    case 'endpoint':
      return { kind: 'endpoint', id: actor.endpointId }
    case 'guest':
      return { kind: 'guest', id: actor.guestId }
    case 'system':
      throw new DomainError('access.not-allowed')
    default:
      return assertNever(actor)
  }
}

type Allowed = Extract<ReturnType<typeof canJoin>, { allowed: true }>

/** No camera is taken from a protected person; the communicator records where nothing forbids it. */
function allowedTo(
  { isProtected, joiner }: Candidate,
  { role, permissions }: Allowed,
  refusal: RecordingRefusal | null,
) {
  const taken = permissions.filter((one) => one !== 'camera.send' || !isProtected)
  const isOwnLesson = role === 'communicator' && joiner.kind === 'staff'
  return isOwnLesson && refusal === null ? [...taken, 'recording.run' as const] : taken
}

async function findLesson(tx: Transaction, lessonId: LessonId): Promise<LessonFacts | undefined> {
  const rows = await tx
    .select({
      lessonId: lessons.id,
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

type Asking = { actor: Actor; siteId: SiteId | undefined }

async function describe(tx: Transaction, { actor, siteId }: Asking, lesson: LessonFacts): Promise<Candidate> {
  switch (actor.kind) {
    case 'staff': {
      const rows = await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, actor.staffId))
      const isCommunicatorOfLesson = lesson.communicatorId === actor.staffId && isAllowed(actor, 'lesson.teach')
      const subject = { kind: 'staff' as const, id: actor.staffId }
      const payload = { subject, displayName: nameOf(rows), language: lesson.language }
      if (siteId === undefined) return { joiner: { kind: 'staff', isCommunicatorOfLesson }, payload }
      const site = await findSite(tx, siteId, lesson)
      const isAllowedThere = isAllowedAtSite(actor, 'roll.take', { siteId, municipalityId: site.municipalityId })
      return {
        joiner: { kind: 'host', isSiteInGroup: site.isInGroup, isAllowedThere },
        payload: { ...payload, town: site.town, siteId },
      }
    }
    case 'person': {
      const [rows, enrolled] = await Promise.all([
        tx
          .select({
            name: persons.displayName,
            language: persons.uiLanguage,
            spokenLanguage: persons.spokenLanguage,
            isProtected: persons.protectedIdentity,
          })
          .from(persons)
          .where(eq(persons.id, actor.personId)),
        countEnrolled(tx, lesson, eq(enrolments.personId, actor.personId)),
      ])
      const isEnrolledOnDate = enrolled > 0
      const isProtected = rows[0]?.isProtected ?? true
      return {
        joiner: { kind: 'person', isEnrolledOnDate },
        payload: {
          subject: { kind: 'person', id: actor.personId },
          displayName: nameOf(rows),
          language: rows[0]?.language ?? lesson.language,
          channelLanguage: rows[0]?.spokenLanguage,
          forbidsRecording: isProtected,
        },
        isProtected,
      }
    }
    case 'endpoint': {
      const [site, headcount] = await Promise.all([
        findSite(tx, actor.siteId, lesson),
        countEnrolled(tx, lesson, eq(enrolments.siteId, actor.siteId)),
      ])
      return {
        joiner: { kind: 'endpoint', isSiteInGroup: site.isInGroup },
        payload: {
          subject: { kind: 'endpoint', id: actor.endpointId },
          displayName: site.town,
          town: site.town,
          siteId: actor.siteId,
          language: lesson.language,
          headcount,
        },
      }
    }
    case 'guest':
      return describeGuest(tx, actor, lesson)
    case 'system':
      throw new DomainError('access.not-allowed')
    default:
      return assertNever(actor)
  }
}

/** Whoever came by an invitation, as it and the door's answer stand at this moment. */
async function describeGuest(tx: Transaction, actor: GuestActor, lesson: LessonFacts): Promise<Candidate> {
  const { guestId, invitedAs } = actor
  const visitor = invitedAs === 'door' ? await findVisitor(tx, guestId as VisitorId) : null
  const invitation = await findInvitation(tx, visitor?.invitationId ?? (guestId as InvitationId))
  const isWaiting = visitor !== null && visitor.admittedAt === null
  const isInvitationStanding = invitation?.revokedAt === null && invitation.lessonId === lesson.lessonId
  const displayName = visitor?.displayName ?? invitation?.displayName ?? ''
  const organisation = invitation?.organisation ?? ''
  return {
    joiner: {
      kind: 'guest',
      invitedAs: invitation?.kind ?? invitedAs,
      isInvitationStanding,
      door: visitor?.refusedAt ? 'refused' : isWaiting ? 'waiting' : 'passed',
    },
    payload: {
      subject: { kind: 'guest', id: guestId },
      displayName: (organisation === '' ? displayName : `${displayName}, ${organisation}`).slice(0, SHOWN_NAME_MAX),
      language: invitation?.language ?? lesson.language,
      channelLanguage: invitation?.language ?? undefined,
    },
  }
}

/** A classroom with its town. @throws DomainError `access.not-found`. */
async function findSite(tx: Transaction, siteId: SiteId, lesson: LessonFacts) {
  const rows = await tx
    .select({ town: municipalities.name, municipalityId: municipalities.id })
    .from(sites)
    .innerJoin(municipalities, eq(municipalities.id, sites.municipalityId))
    .where(eq(sites.id, siteId))
  const site = rows[0]
  if (!site) throw new DomainError('access.not-found')
  const members = await tx
    .select({ siteId: groupSites.siteId })
    .from(groupSites)
    .where(and(eq(groupSites.groupId, lesson.groupId), eq(groupSites.siteId, siteId)))
  return { ...site, isInGroup: members.length > 0 }
}

async function countEnrolled(tx: Transaction, lesson: LessonFacts, who: ReturnType<typeof eq>): Promise<number> {
  const day = dateOf(lesson.startsAt.getTime())
  const rows = await tx
    .select({ number: count() })
    .from(enrolments)
    .where(and(who, eq(enrolments.groupId, lesson.groupId), inForceOn(enrolments, day)))
  return rows[0]?.number ?? 0
}

function nameOf(rows: { name: string }[]): string {
  const name = rows[0]?.name
  if (name === undefined) throw new DomainError('access.not-found')
  return name
}
