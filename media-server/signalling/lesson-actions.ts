import { randomUUID } from 'node:crypto'

import { DomainError } from '@/domain/domain-error'
import type { LessonPermission, LessonRole } from '@/domain/courses/lesson-permissions'
import { MINUTE_MS } from '@/domain/durations'
import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'

import { nowMs } from '../clock'
import type { LiveEvent } from '../session/live/live-event'
import type { Context } from './context'
import type { MEDIA_HANDLERS } from './media-handlers'

type LessonMessage = Exclude<ClientMessageName, keyof typeof MEDIA_HANDLERS>
/** Does what a message asks for, or throws the reason why not. */
type Action<Name extends LessonMessage> = (context: Context, message: ClientMessage<Name>) => void

/** A message that needs one permission and becomes one event. */
function changes<Name extends LessonMessage>(
  permission: LessonPermission,
  eventOf: (message: ClientMessage<Name>, context: Context) => LiveEvent,
): Action<Name> {
  return (context, message) => {
    context.peer.assertMay(permission)
    context.peer.assertEntered()
    context.session.dispatch(eventOf(message, context))
  }
}

/** The same for what only she who runs the lesson may do. */
function runs<Name extends LessonMessage>(
  eventOf: (message: ClientMessage<Name>, context: Context) => LiveEvent,
): Action<Name> {
  return changes<Name>('lesson.run', eventOf)
}

/** What people do in a live lesson. */
export const LESSON_ACTIONS: { [Name in LessonMessage]: Action<Name> } = {
  'lesson:start': runs((_, { peer }) => ({
    type: 'lesson-started',
    atMs: nowMs(),
    suspendAfterMs: (peer.ticket.suspendAfterSeconds ?? SUSPEND_AFTER_SECONDS) * 1_000,
  })),
  'lesson:end': ({ session, peer }) => {
    peer.assertMay('lesson.run')
    if (session.lesson.phase === 'waiting') throw new DomainError('lesson.not-live')
    session.dispatch({ type: 'lesson-ended' })
  },
  'break:start': runs(({ minutes }) => {
    const atMs = nowMs()
    return { type: 'break-started', atMs, untilMs: minutes === null ? null : atMs + minutes * MINUTE_MS }
  }),
  'break:end': runs(() => ({ type: 'break-ended' })),

  'hand:set': (context, { raised, forName }) => {
    const { session, peer } = context
    peer.assertEntered()
    peer.assertMay(forName === undefined && peer.role !== 'host' ? 'hand.raise' : 'hand.raise-for')
    const member = peer.role === 'host' ? session.getClassroomOf(peer).member : peer.member
    if (!raised) session.dispatch({ type: 'hand-lowered', memberId: member.memberId })
    else {
      const displayName = forName ?? member.displayName
      session.dispatch({ type: 'hand-raised', hand: { ...member, displayName, atMs: nowMs() } })
    }
  },
  'floor:set': ({ session, peer }, { memberId, given }) => {
    const isOwnFloor = memberId === peer.memberId && !given
    if (!isOwnFloor) peer.assertMay('lesson.run')
    // Whoever is not here any more can lose the floor, and cannot get it.
    if (!given) session.dispatch({ type: 'floor-taken', memberId })
    else {
      const other = session.getMember(memberId)
      other.assertEntered()
      if (other.may('media.send-with-floor') || other.may('media.send-to-hub')) {
        session.dispatch({ type: 'floor-given', member: other.member })
      }
    }
  },
  'reaction:send': ({ session, peer }, { reaction }) => {
    peer.assertMay('reaction.send')
    peer.assertEntered()
    const { memberId, town } = peer.member
    session.dispatch({ type: 'reaction-sent', reaction: { memberId, town, reaction, atMs: nowMs() } })
  },

  'slide:show': changes('slides.show', ({ slide }) => ({ type: 'slide-shown', slide })),
  'pointer:move': ({ session, peer }, message) => {
    peer.assertMay('slides.show')
    peer.assertEntered()
    session.broadcastPointer(peer, message)
  },
  'stroke:add': changes('slides.show', ({ stroke }) => ({ type: 'stroke-added', stroke })),
  'stroke:clear': changes('slides.show', () => ({ type: 'strokes-cleared' })),

  'question:open': runs(({ question }) => {
    const isKnown = (choice: number) => choice < question.choices.length
    if (!question.correct.every(isKnown)) throw new DomainError('lesson.message-malformed')
    return { type: 'question-opened', asked: question }
  }),
  'question:answer': changes('question.answer', ({ questionId, choices }, { session, peer }) => {
    const asked = openQuestion(session.state, questionId)
    const unique = [...new Set(choices)].toSorted((one, other) => one - other)
    const isTooMany = asked.kind === 'single' && unique.length !== 1
    if (isTooMany || unique.length === 0 || unique.some((choice) => choice >= asked.choices.length)) {
      throw new DomainError('lesson.message-malformed')
    }
    return { type: 'question-answered', ...answererOf(peer), choices: unique, counts: null }
  }),
  'question:count': changes('question.count', ({ questionId, counts }, { session, peer }) => {
    const asked = openQuestion(session.state, questionId)
    if (counts.length !== asked.choices.length) throw new DomainError('lesson.message-malformed')
    return { type: 'question-answered', ...answererOf(peer), choices: null, counts }
  }),
  'question:close': runs(() => ({ type: 'question-closed' })),
  'question:show': runs(({ isShown }) => ({ type: 'question-shown', isShown })),
  'question:dismiss': runs(() => ({ type: 'question-dismissed' })),

  'chat:set-mode': runs(({ mode }) => ({ type: 'chat-mode-set', mode })),
  'chat:write': changes('chat.write', ({ text }, { session, peer }) => {
    const { mode } = session.state.chat
    if (mode === 'off') throw new DomainError('lesson.chat-off')
    const { memberId, displayName } = peer.member
    const isToCommunicator = mode === 'communicator' && peer.role !== 'communicator'
    const message = { messageId: randomUUID(), memberId, displayName, text, atMs: nowMs(), isToCommunicator }
    return { type: 'chat-written', message }
  }),

  'groups:open': runs(({ groups, minutes }, { session }) => {
    const members = groups.flat()
    if (new Set(members).size !== members.length) throw new DomainError('lesson.message-malformed')
    return {
      type: 'groups-opened',
      // Who left in this very moment is in no group.
      groups: groups.map((group) => group.flatMap((memberId) => session.findMember(memberId)?.member ?? [])),
      endsAtMs: minutes === null ? null : nowMs() + minutes * MINUTE_MS,
    }
  }),
  'groups:place': runs(({ memberId, group }, { session }) => ({
    type: 'group-placed',
    member: session.getMember(memberId).member,
    group,
  })),
  'groups:visit': ({ session, peer }, { group }) => {
    peer.assertEntered()
    if (!VISITS_GROUPS.includes(peer.role)) throw new DomainError('lesson.not-allowed')
    session.dispatch({ type: 'group-visited', memberId: peer.memberId, group })
  },
  'groups:call': ({ session, peer }) => {
    peer.assertEntered()
    const group = session.state.groups?.members[peer.memberId]?.group
    if (group === undefined) throw new DomainError('lesson.not-allowed')
    session.dispatch({ type: 'group-called', group })
  },
  'groups:close': runs(() => ({ type: 'groups-closed' })),

  'channel:listen': ({ session, peer }, { language }) => {
    if (peer.role === 'visitor') throw new DomainError('lesson.not-allowed')
    const isKnown = language === null || Object.hasOwn(session.state.channels.interpreters, language)
    if (!isKnown) throw new DomainError('lesson.channel-unknown')
    // A host chooses for her classroom; on her own member it only says what was chosen.
    const members = peer.role === 'host' ? [session.getClassroomOf(peer).memberId, peer.memberId] : [peer.memberId]
    for (const memberId of members) session.dispatch({ type: 'channel-chosen', memberId, language })
  },
  'channel:take': changes('channel.speak', (_, { peer }) => ({ type: 'channel-taken', memberId: peer.memberId })),
  'channel:set-mode': runs(({ mode }) => ({ type: 'channel-mode-set', mode })),

  'recording:start': ({ session, peer }) => {
    peer.assertMay('recording.run')
    peer.assertEntered()
    if (session.lesson.phase !== 'live') throw new DomainError('lesson.not-live')
    if (session.peers.some((other) => other.ticket.forbidsRecording))
      throw new DomainError('lesson.recording-forbidden')
    const { recording } = session.state
    // Again, after the disk was full: the same recording goes on.
    if (recording) session.dispatch({ type: 'recording-set', recording: { ...recording, problem: null } })
    else session.dispatch({ type: 'recording-set', recording: { sinceMs: nowMs(), problem: null } })
  },
  'recording:stop': changes('recording.run', () => ({ type: 'recording-set', recording: null })),

  'member:mute': runs(({ memberId, isMuted }) => ({ type: 'member-muted', memberId, isMuted })),
  'member:stop-camera': runs(({ memberId, isStopped }) => ({ type: 'camera-stopped', memberId, isStopped })),
  'member:remove': ({ session, peer }, { memberId }) => {
    peer.assertMay('lesson.run')
    if (memberId === peer.memberId) throw new DomainError('lesson.not-allowed')
    const other = session.getMember(memberId)
    // Whoever stands in for the communicator by an invitation cannot take the lesson from its staff.
    if (isGuest(peer) && !isGuest(other) && other.may('lesson.run')) throw new DomainError('lesson.not-allowed')
    session.expel(other)
  },
  'member:mute-all': ({ session, peer }) => {
    peer.assertMay('lesson.run')
    // Also from whoever is away just now: she must not come back with an open microphone.
    for (const memberId of session.state.floor) session.dispatch({ type: 'floor-taken', memberId })
    for (const other of session.peers) {
      if (other.may('lesson.run') || !other.isEntered) continue
      if (other.media?.producerIdOf('microphone') !== undefined) {
        session.dispatch({ type: 'member-muted', memberId: other.memberId, isMuted: true })
      }
    }
  },
  'door:lock': runs(({ isLocked }) => ({ type: 'door-locked', isLocked })),
  'door:admit': ({ session, peer }, { memberId, isAdmitted }) => {
    peer.assertMay('lesson.run')
    session.getMember(memberId).send('door:answered', { isAdmitted })
    // A door that was locked meanwhile opens for her too.
    if (isAdmitted) session.dispatch({ type: 'member-entered', memberId })
    session.dispatch({ type: 'door-left', memberId })
  },
}

/** Those who may go into a small group that they do not belong to. */
const VISITS_GROUPS: readonly LessonRole[] = ['communicator', 'guest', 'interpreter']

function isGuest(peer: Context['peer']): boolean {
  return peer.ticket.subject.kind === 'guest'
}

function answererOf({ member, ticket }: Context['peer']) {
  return { member, subject: ticket.subject }
}

/** Where a ticket does not say how long the communicator may be away. */
const SUSPEND_AFTER_SECONDS = 600

function openQuestion(state: Context['session']['state'], questionId: string) {
  const { question } = state
  if (!question?.isOpen || question.asked.questionId !== questionId) throw new DomainError('lesson.question-closed')
  return question.asked
}
