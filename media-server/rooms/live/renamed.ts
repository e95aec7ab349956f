import type { SeatId } from '@/protocol/live-view'

import type { LiveState } from './live-state'

/** The state in which a seat is called `displayName` wherever it is named; the same state when it is called so already. */
export function renamed(state: LiveState, seatId: SeatId, displayName: string): LiveState {
  const { question, groups, chat } = state
  const answer = question?.answers[seatId]
  const member = groups?.members[seatId]
  const next: LiveState = {
    ...state,
    hands: named(state.hands, seatId, displayName),
    waiting: named(state.waiting, seatId, displayName),
    left: named(state.left, seatId, displayName),
    chat: { ...chat, messages: named(chat.messages, seatId, displayName) },
    question:
      answer && question
        ? { ...question, answers: { ...question.answers, [seatId]: { ...answer, displayName } } }
        : question,
    groups:
      member && groups ? { ...groups, members: { ...groups.members, [seatId]: { ...member, displayName } } } : groups,
  }
  const isSame =
    next.hands === state.hands &&
    next.waiting === state.waiting &&
    next.left === state.left &&
    next.chat.messages === chat.messages &&
    (answer?.displayName ?? displayName) === displayName &&
    (member?.displayName ?? displayName) === displayName
  return isSame ? state : next
}

function named<Item extends { seatId: SeatId; displayName: string }>(
  items: Item[],
  seatId: SeatId,
  displayName: string,
): Item[] {
  const isNamed = (one: Item) => one.seatId === seatId && one.displayName !== displayName
  return items.some(isNamed) ? items.map((one) => (isNamed(one) ? { ...one, displayName } : one)) : items
}
