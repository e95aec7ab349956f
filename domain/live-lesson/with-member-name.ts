import type { LiveState } from './state'
import type { MemberId } from './vocabulary'

/** The state with a member's new `displayName` everywhere it occurs; the same object when nothing changes. */
export function withMemberName(state: LiveState, memberId: MemberId, displayName: string): LiveState {
  const { question, groups, chat } = state
  const answer = question?.answers[memberId]
  const member = groups?.members[memberId]
  const next: LiveState = {
    ...state,
    hands: named(state.hands, memberId, displayName),
    waiting: named(state.waiting, memberId, displayName),
    departed: named(state.departed, memberId, displayName),
    chat: { ...chat, messages: named(chat.messages, memberId, displayName) },
    question:
      answer && question
        ? { ...question, answers: { ...question.answers, [memberId]: { ...answer, displayName } } }
        : question,
    groups:
      member && groups ? { ...groups, members: { ...groups.members, [memberId]: { ...member, displayName } } } : groups,
  }
  const isSame =
    next.hands === state.hands &&
    next.waiting === state.waiting &&
    next.departed === state.departed &&
    next.chat.messages === chat.messages &&
    (answer?.displayName ?? displayName) === displayName &&
    (member?.displayName ?? displayName) === displayName
  return isSame ? state : next
}

function named<Item extends { memberId: MemberId; displayName: string }>(
  items: Item[],
  memberId: MemberId,
  displayName: string,
): Item[] {
  const isNamed = (one: Item) => one.memberId === memberId && one.displayName !== displayName
  return items.some(isNamed) ? items.map((one) => (isNamed(one) ? { ...one, displayName } : one)) : items
}
