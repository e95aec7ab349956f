import * as z from 'zod'

import type { SigningKey } from '@/adapters/signed-token'
import { withActor, type Transaction } from '@/db/client'
import { findGeneration, type AccessSubject } from '@/db/queries/access-generations'
import { findInvitation, findVisitor } from '@/db/queries/invitations'
import { countEnrolledOn, findClassroom, findLearner, findLessonToJoin, findStaffName } from '@/db/queries/lesson-entry'
import { selectRecordingRefusal, type RecordingRefusal } from '@/db/queries/recordings'
import { assertNever } from '@/domain/assert-never'
import { canJoin, type Joiner } from '@/domain/courses/can-join'
import { DomainError } from '@/domain/domain-error'
import { MINUTE_MS } from '@/domain/durations'
import type { InvitationId, LessonId, SiteId, VisitorId } from '@/domain/ids'
import type { Actor, EndpointActor, GuestActor, PersonActor, StaffActor } from '@/domain/people/actor'
import { isAllowed, isAllowedAtSite } from '@/domain/people/permissions'
import { ruleSetFor } from '@/domain/rules/attendance-rules'
import { dateOf } from '@/domain/time'
import type { TicketPayload } from '@/protocol/ticket'

import type { IceServer } from './make-ice-servers'
import { findLivePlacement, placeLesson } from '../media-nodes/place-lesson'
import { signTicket } from './sign-ticket'

export const joinLessonInput = z.strictObject({
  lessonId: z.uuid().transform((id) => id as LessonId),
  /** For a host, their classroom: they join beside its screen, with chat and without media. */
  siteId: z
    .uuid()
    .transform((id) => id as SiteId)
    .optional(),
})

const SHOWN_NAME_MAX = 80

/**
 * What the app adds to the decision to make a ticket of it; `mediaUrl` is the address of media nodes that do not name
 * one.
 */
export type TicketMaker = { key: SigningKey; mediaUrl: string; iceServers: IceServer[]; nowMs: number }
export type IssuedTicket = { ticket: string; mediaUrl: string; iceServers: IceServer[] }

type LessonFacts = NonNullable<Awaited<ReturnType<typeof findLessonToJoin>>>
type Candidate = {
  joiner: Joiner
  /** The display name, and the channel. */
  payload: Pick<
    TicketPayload,
    'subject' | 'displayName' | 'language' | 'headcount' | 'town' | 'siteId' | 'channelLanguage' | 'forbidsRecording'
  >
  /** A protected identity: no camera is accepted. */
  isProtected?: boolean
}

/**
 * Decides whether the actor may join a lesson, and in which role. Nothing is written: asking is not attending. A lesson
 * that is not on a media node yet is placed on one.
 * @throws DomainError with the reason of a refusal; `courses.lesson-not-found` for an unknown lesson.
 */
export async function joinLesson(
  actor: Actor,
  { lessonId, siteId }: z.infer<typeof joinLessonInput>,
  maker: TicketMaker,
): Promise<IssuedTicket> {
  const { accessGeneration, lesson, candidate, refusal, placement } = await withActor(actor, async (tx) => {
    // Issued together, these take one round trip to the database: somebody is waiting for the first audio. The access
    // generation is read first: if access is revoked meanwhile, the ticket is already outdated.
    const [accessGeneration, found, refusal, placement] = await Promise.all([
      findGeneration(tx, subjectOf(actor)),
      findLessonToJoin(tx, lessonId),
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
      endedAtMs: lesson.endedAt?.getTime() ?? null,
    },
    nowMs: maker.nowMs,
    rules,
  })
  if (!decision.allowed) throw new DomainError(decision.code)
  const permissions = allowedTo(candidate, decision, refusal)
  const suspendAfterSeconds = rules.suspendAfterMinutes * 60
  const endsAtMs = lesson.endsAt.getTime()
  const plan = {
    endsAtMs,
    forcedEndAtMs: endsAtMs + rules.forcedEndMinutes * MINUTE_MS,
    goOnWithinMs: rules.goOnWithinMinutes * MINUTE_MS,
  }
  const { iceServers } = maker
  const placed = placement ?? (await placeLesson(lessonId))
  const mediaUrl = placed.mediaUrl ?? maker.mediaUrl
  const payload = {
    ...candidate.payload,
    ...{ lessonId, role: decision.role, permissions, suspendAfterSeconds, plan, mediaUrl },
    placementEpoch: placed.epoch,
    accessGeneration,
  }
  return { ticket: await signTicket(payload, maker.key), mediaUrl, iceServers }
}

/** @throws DomainError `access.not-allowed` for our own processes, which are in no lesson. */
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

/** No camera is accepted from a protected person; the communicator may record where nothing forbids it. */
function allowedTo(
  { isProtected, joiner }: Candidate,
  { role, permissions }: Allowed,
  refusal: RecordingRefusal | null,
) {
  const taken = permissions.filter((one) => one !== 'camera.send' || !isProtected)
  const isOwnLesson = role === 'communicator' && joiner.kind === 'staff'
  return isOwnLesson && refusal === null ? [...taken, 'recording.run' as const] : taken
}

type Asking = { actor: Actor; siteId: SiteId | undefined }

async function describe(tx: Transaction, { actor, siteId }: Asking, lesson: LessonFacts): Promise<Candidate> {
  switch (actor.kind) {
    case 'staff':
      return describeStaff(tx, { actor, siteId }, lesson)
    case 'person':
      return describePerson(tx, actor, lesson)
    case 'endpoint':
      return describeEndpoint(tx, actor, lesson)
    case 'guest':
      return describeGuest(tx, actor, lesson)
    case 'system':
      throw new DomainError('access.not-allowed')
    default:
      return assertNever(actor)
  }
}

type AskingStaff = Asking & { actor: StaffActor }

/** The communicator of the lesson, or with a classroom its host. */
async function describeStaff(tx: Transaction, { actor, siteId }: AskingStaff, lesson: LessonFacts): Promise<Candidate> {
  const displayName = found(await findStaffName(tx, actor.staffId))
  const isCommunicatorOfLesson = lesson.communicatorId === actor.staffId && isAllowed(actor, 'lesson.teach')
  const payload = { subject: { kind: 'staff' as const, id: actor.staffId }, displayName, language: lesson.language }
  if (siteId === undefined) return { joiner: { kind: 'staff', isCommunicatorOfLesson }, payload }
  const site = found(await findClassroom(tx, siteId, lesson.groupId))
  const isAllowedThere = isAllowedAtSite(actor, 'roll.take', { siteId, municipalityId: site.municipalityId })
  return {
    joiner: { kind: 'host', isSiteInGroup: site.isInGroup, isAllowedThere },
    payload: { ...payload, town: site.town, siteId },
  }
}

async function describePerson(tx: Transaction, { personId }: PersonActor, lesson: LessonFacts): Promise<Candidate> {
  const { groupId } = lesson
  const [person, enrolled] = await Promise.all([
    findLearner(tx, personId),
    countEnrolledOn(tx, { groupId, personId }, dayOf(lesson)),
  ])
  const { displayName, language, spokenLanguage, isProtected } = found(person)
  return {
    joiner: { kind: 'person', isEnrolledOnDate: enrolled > 0 },
    payload: {
      ...{ subject: { kind: 'person', id: personId }, displayName, language },
      ...{ channelLanguage: spokenLanguage, forbidsRecording: isProtected },
    },
    isProtected,
  }
}

async function describeEndpoint(tx: Transaction, actor: EndpointActor, lesson: LessonFacts): Promise<Candidate> {
  const { siteId, endpointId } = actor
  const { groupId, language } = lesson
  const [classroom, headcount] = await Promise.all([
    findClassroom(tx, siteId, groupId),
    countEnrolledOn(tx, { groupId, siteId }, dayOf(lesson)),
  ])
  const { town, isInGroup } = found(classroom)
  return {
    joiner: { kind: 'endpoint', isSiteInGroup: isInGroup },
    payload: {
      ...{ subject: { kind: 'endpoint', id: endpointId }, displayName: town, town, siteId },
      ...{ language, headcount },
    },
  }
}

/** An invited guest, by the present state of the invitation and of the decision on a visitor. */
async function describeGuest(tx: Transaction, actor: GuestActor, lesson: LessonFacts): Promise<Candidate> {
  const { guestId, invitedAs } = actor
  const visitor = invitedAs === 'waiting-room' ? await findVisitor(tx, guestId as VisitorId) : null
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
      admission: visitor?.refusedAt ? 'refused' : isWaiting ? 'waiting' : 'passed',
    },
    payload: {
      subject: { kind: 'guest', id: guestId },
      displayName: (organisation === '' ? displayName : `${displayName}, ${organisation}`).slice(0, SHOWN_NAME_MAX),
      language: invitation?.language ?? lesson.language,
      channelLanguage: invitation?.language ?? undefined,
    },
  }
}

function dayOf(lesson: LessonFacts): string {
  return dateOf(lesson.startsAt.getTime())
}

/** @throws DomainError `access.not-found`. */
function found<Row>(row: Row | null): Row {
  if (row === null) throw new DomainError('access.not-found')
  return row
}
