import { DomainError } from '@/domain/domain-error'
import { MINUTE_MS } from '@/domain/durations'
import { canGoOn, mayRemove, refusalOf, takeoverRefusalOf } from '@/domain/live-lesson/capabilities'
import type { LiveEvent } from '@/domain/live-lesson/events'
import { SUSPEND_AFTER_MS, type LiveState } from '@/domain/live-lesson/state'
import type { QuestionAsked } from '@/domain/live-lesson/view'
import type { Capability, MemberId } from '@/domain/live-lesson/vocabulary'
import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'

import { nowMs } from '../clock'
import type { Context } from './context'
import type { MEDIA_HANDLERS } from './media-handlers'

type LessonMessage = Exclude<ClientMessageName, keyof typeof MEDIA_HANDLERS>
type ActionContext = Pick<Context, 'peer' | 'lesson'>
/** Carries out a message, or throws the reason why not. */
type Action<Name extends LessonMessage> = (context: ActionContext, message: ClientMessage<Name>) => void

/** A message that needs one capability and a member who has entered, and becomes one event. */
function changes<Name extends LessonMessage>(
  capability: Capability,
  eventOf: (message: ClientMessage<Name>, context: ActionContext) => LiveEvent,
): Action<Name> {
  return (context, message) => {
    const { peer, lesson } = context
    peer.assertCan(capability, lesson.state)
    peer.assertEntered()
    lesson.dispatch(eventOf(message, context))
  }
}

/** The same for messages of those who lead the lesson. */
function leads<Name extends LessonMessage>(
  eventOf: (message: ClientMessage<Name>, context: ActionContext) => LiveEvent,
): Action<Name> {
  return changes<Name>('lead-lesson', eventOf)
}

/** The actions of members in a live lesson. */
export const LESSON_ACTIONS: { [Name in LessonMessage]: Action<Name> } = {
  'lesson:start': leads((_, { peer }) => {
    const { suspendAfterSeconds, plan = null } = peer.ticket
    const suspendAfterMs = suspendAfterSeconds === undefined ? SUSPEND_AFTER_MS : suspendAfterSeconds * 1_000
    return { type: 'lesson-started', atMs: nowMs(), suspendAfterMs, plan }
  }),
  'lesson:end': ({ peer, lesson }) => {
    peer.assertCan('lead-lesson', lesson.state)
    if (lesson.state.lesson.phase === 'waiting') throw new DomainError('lesson.not-live')
    lesson.dispatch({ type: 'lesson-ended', atMs: nowMs() })
  },
  // Somebody whose page was reloaded since the end enters afterwards.
  'lesson:continue': ({ peer, lesson }) => {
    peer.assertCan('lead-lesson', lesson.state)
    const atMs = nowMs()
    if (lesson.state.lesson.phase === 'live') return
    if (!canGoOn(lesson.state, atMs)) throw new DomainError('courses.lesson-ended')
    lesson.dispatch({ type: 'lesson-continued', atMs })
  },
  'lesson:lock': leads(({ isLocked }) => ({ type: 'lesson-locked', isLocked })),
  'break:start': leads(({ minutes }) => {
    const atMs = nowMs()
    return { type: 'break-started', atMs, untilMs: minutes === null ? null : atMs + minutes * MINUTE_MS }
  }),
  'break:prolong': leads(({ minutes, fromMs }) => {
    const untilMs = Math.max(fromMs ?? 0, nowMs()) + minutes * MINUTE_MS
    return { type: 'break-prolonged', fromMs, untilMs }
  }),
  'break:end': leads(() => ({ type: 'break-ended', atMs: nowMs() })),

  'hand:set': ({ peer, lesson }, { raised, forName }) => {
    peer.assertEntered()
    const isForClassroom = forName !== undefined || peer.role === 'host'
    peer.assertCan(isForClassroom ? 'raise-hand-for' : 'raise-hand', lesson.state)
    const { member } = peer.role === 'host' ? lesson.members.getClassroomOf(peer) : peer
    if (!raised) return void lesson.dispatch({ type: 'hand-lowered', memberId: member.memberId })
    const displayName = forName ?? member.displayName
    lesson.dispatch({ type: 'hand-raised', hand: { ...member, displayName, atMs: nowMs() } })
  },
  'floor:set': ({ peer, lesson }, { memberId, given }) => {
    const isOwnFloor = !given && (memberId === peer.memberId || isClassroomOf(memberId, { peer, lesson }))
    if (!isOwnFloor) peer.assertCan('lead-lesson', lesson.state)
    // A member who is no longer here can lose the floor, and cannot get it.
    if (!given) return void lesson.dispatch({ type: 'floor-taken', memberId })
    const other = lesson.members.get(memberId)
    other.assertEntered()
    if (other.may('media.send-with-floor') || other.may('media.send-to-hub')) {
      lesson.dispatch({ type: 'floor-given', member: other.member, atMs: nowMs() })
    }
  },
  'reaction:send': changes('react', ({ reaction }, { peer }) => {
    const { memberId, town } = peer.member
    return { type: 'reaction-sent', reaction: { memberId, town, reaction, atMs: nowMs() } }
  }),

  'slide:show': changes('show-slides', ({ slide }) => ({ type: 'slide-shown', slide })),
  'pointer:move': ({ peer, lesson }, { pointer }) => {
    peer.assertCan('show-slides', lesson.state)
    peer.assertEntered()
    lesson.pointer.move(peer, pointer)
  },
  'stroke:add': changes('show-slides', ({ slide, stroke }) => ({ type: 'stroke-added', slide, stroke })),
  'stroke:clear': changes('show-slides', ({ slide }) => ({ type: 'strokes-cleared', slide })),

  'question:open': leads(({ question }) => {
    const isKnown = (choice: number) => choice < question.choices.length
    if (!question.correct.every(isKnown)) throw new DomainError('lesson.message-malformed')
    return { type: 'question-opened', asked: question }
  }),
  'question:answer': changes('answer-question', ({ questionId, choices }, { peer, lesson }) => {
    const asked = getOpenQuestion(lesson.state, questionId)
    const unique = [...new Set(choices)].toSorted((one, other) => one - other)
    const isTooMany = asked.kind === 'single' && unique.length !== 1
    if (isTooMany || unique.length === 0 || unique.some((choice) => choice >= asked.choices.length)) {
      throw new DomainError('lesson.message-malformed')
    }
    return { type: 'question-answered', ...answererOf(peer), choices: unique, counts: null }
  }),
  'question:count': changes('count-hands', ({ questionId, counts }, { peer, lesson }) => {
    const asked = getOpenQuestion(lesson.state, questionId)
    if (counts.length !== asked.choices.length) throw new DomainError('lesson.message-malformed')
    return { type: 'question-answered', ...answererOf(peer), choices: null, counts }
  }),
  'question:close': leads(() => ({ type: 'question-closed' })),
  'question:show': leads(({ isShown }) => ({ type: 'question-shown', isShown })),
  'question:dismiss': leads(() => ({ type: 'question-dismissed' })),

  'chat:set-mode': leads(({ mode }) => ({ type: 'chat-mode-set', mode })),
  'chat:write': changes('write-chat', ({ messageId, text }, { peer, lesson }) => {
    const { memberId, displayName } = peer.member
    const isToCommunicator = lesson.state.chat.mode === 'communicator' && peer.role !== 'communicator'
    const message = { messageId, memberId, displayName, text, atMs: nowMs(), isToCommunicator }
    return { type: 'chat-written', message }
  }),

  'groups:open': leads(({ groups, minutes }, { lesson }) => {
    const members = groups.flat()
    if (new Set(members).size !== members.length) throw new DomainError('lesson.message-malformed')
    return {
      type: 'groups-opened',
      // A member who left at this very moment is in no group.
      groups: groups.map((group) => group.flatMap((memberId) => lesson.members.find(memberId)?.member ?? [])),
      endsAtMs: minutes === null ? null : nowMs() + minutes * MINUTE_MS,
    }
  }),
  'groups:place': leads(({ memberId, group }, { lesson }) => ({
    type: 'group-placed',
    member: lesson.members.get(memberId).member,
    group,
  })),
  'groups:visit': changes('visit-groups', ({ group }, { peer }) => ({
    type: 'group-visited',
    memberId: peer.memberId,
    group,
  })),
  'groups:call': ({ peer, lesson }) => {
    peer.assertEntered()
    peer.assertCan('call-for-help', lesson.state)
    const group = lesson.state.groups?.members[peer.memberId]?.group
    if (group !== undefined) lesson.dispatch({ type: 'group-called', group })
  },
  'groups:close': leads(() => ({ type: 'groups-closed' })),

  'channel:listen': ({ peer, lesson }, { language }) => {
    peer.assertCan('choose-channel', lesson.state)
    const isKnown = language === null || Object.hasOwn(lesson.state.channels.interpreters, language)
    if (!isKnown) throw new DomainError('lesson.channel-unknown')
    // A host chooses for their classroom; on the host's own member it only records the choice.
    const listeners = peer.role === 'host' ? [lesson.members.getClassroomOf(peer), peer] : [peer]
    for (const { memberId } of listeners) lesson.dispatch({ type: 'channel-chosen', memberId, language })
  },
  // A page that says its microphone is open may be wrong: what counts is what arrives here.
  'channel:take': ({ peer, lesson }) => {
    peer.assertEntered()
    const refusal = takeoverRefusalOf({ ...peer.seen, isHeard: peer.media?.isHeard ?? false }, lesson.state)
    if (refusal) throw new DomainError(refusal)
    lesson.dispatch({ type: 'channel-taken', memberId: peer.memberId })
  },
  'channel:offer': changes('speak-in-channel', ({ isOffered }, { peer }) => ({
    type: 'channel-offered',
    memberId: peer.memberId,
    isOffered,
  })),
  'channel:set-mode': leads(({ mode }) => ({ type: 'channel-mode-set', mode })),

  'recording:start': changes('start-recording', (_, { lesson }) => {
    const isForbidden = lesson.members.all.some((other) => other.ticket.forbidsRecording)
    if (isForbidden) throw new DomainError('lesson.recording-forbidden')
    const { recording } = lesson.state
    // After the disk was full the same recording continues.
    const sinceMs = recording?.sinceMs ?? nowMs()
    return { type: 'recording-set', recording: { sinceMs, problem: null } }
  }),
  'recording:stop': changes('stop-recording', () => ({ type: 'recording-set', recording: null })),

  'member:mute': leads(({ memberId, isMuted }) => ({ type: 'member-muted', memberId, isMuted })),
  'classroom:mute': changes('mute-classroom', ({ isMuted }, { peer, lesson }) => ({
    type: 'classroom-muted',
    memberId: lesson.members.getClassroomOf(peer).memberId,
    isMuted,
  })),
  'member:stop-camera': leads(({ memberId, isStopped }) => ({ type: 'camera-stopped', memberId, isStopped })),
  'member:remove': ({ peer, lesson }, { memberId }) => {
    peer.assertCan('lead-lesson', lesson.state)
    if (memberId === peer.memberId) throw new DomainError('lesson.not-allowed')
    const other = lesson.members.get(memberId)
    if (!mayRemove(removerOf(peer), removerOf(other))) throw new DomainError('lesson.not-allowed')
    lesson.expel(other)
  },
  'member:mute-all': ({ peer, lesson }) => {
    peer.assertCan('lead-lesson', lesson.state)
    // Also members who are disconnected just now: they must not return with an open microphone.
    for (const memberId of lesson.state.floor) lesson.dispatch({ type: 'floor-taken', memberId })
    for (const other of lesson.members.all) {
      if (other.may('lesson.run') || !other.isEntered) continue
      if (other.media?.producerIdOf('microphone') !== undefined) {
        lesson.dispatch({ type: 'member-muted', memberId: other.memberId, isMuted: true })
      }
    }
  },
  'visitor:admit': ({ peer, lesson }, { memberId, isAdmitted }) => {
    peer.assertCan('lead-lesson', lesson.state)
    lesson.members.get(memberId).send('visitor:answered', { isAdmitted })
    // A lesson that was locked meanwhile admits them too.
    if (isAdmitted) lesson.dispatch({ type: 'member-entered', memberId, atMs: nowMs() })
    lesson.dispatch({ type: 'visitor-left', memberId })
  },
}

/** Whether this is the classroom of a host, who may end its floor. */
function isClassroomOf(memberId: MemberId, { peer, lesson }: ActionContext): boolean {
  const isHost = refusalOf('mute-classroom', peer.seen, lesson.state) === null
  return isHost && lesson.members.findClassroomOf(peer)?.memberId === memberId
}

function removerOf({ seen, ticket }: Context['peer']) {
  return { ...seen, isInvited: ticket.subject.kind === 'guest' }
}

function answererOf({ member, ticket }: Context['peer']) {
  return { member, subject: ticket.subject }
}

/** @throws DomainError `lesson.question-closed`. */
function getOpenQuestion({ question }: LiveState, questionId: string): QuestionAsked {
  if (!question?.isOpen || question.asked.questionId !== questionId) throw new DomainError('lesson.question-closed')
  return question.asked
}
