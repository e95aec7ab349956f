import type { LiveEvent } from './events'
import type { LiveState } from './state'

/** What happens in a lesson without anybody doing anything, and when. */
export type Deadline = { atMs: number; event: LiveEvent }

/**
 * Since when a communicator who is away counts as missed; null while they do not. A break postpones it to the break's
 * end, and one without an end postpones it for as long as it lasts.
 */
export function missedSince({ lesson }: Pick<LiveState, 'lesson'>): number | null {
  const { absence, breakTime } = lesson
  if (!absence || absence.isSuspended) return null
  if (!breakTime) return absence.sinceMs
  return breakTime.untilMs === null ? null : Math.max(absence.sinceMs, breakTime.untilMs)
}

/**
 * The next deadline of this state; null when only people change it. `isLed`: somebody who may start the lesson is
 * connected, perhaps before a device check.
 */
export function nextDeadline(state: LiveState, isLed: boolean): Deadline | null {
  const deadlines: Deadline[] = []
  const { phase, breakTime, absence } = state.lesson
  const breakEndsAtMs = breakTime?.untilMs ?? null
  if (breakEndsAtMs !== null) {
    deadlines.push({ atMs: breakEndsAtMs, event: { type: 'break-ended', atMs: breakEndsAtMs } })
  }
  if (state.plan && phase === 'waiting') {
    const atMs = isLed ? state.plan.forcedEndAtMs : state.plan.endsAtMs
    deadlines.push({ atMs, event: { type: 'lesson-not-held' } })
  }
  if (state.plan && phase === 'live') {
    // Nobody teaches a suspended lesson after its planned end.
    const atMs = absence?.isSuspended ? state.plan.endsAtMs : state.plan.forcedEndAtMs
    deadlines.push({ atMs, event: { type: 'lesson-ended', atMs } })
  }
  const missedSinceMs = missedSince(state)
  if (missedSinceMs !== null) {
    deadlines.push({ atMs: missedSinceMs + state.suspendAfterMs, event: { type: 'lesson-suspended' } })
  }
  const groupsEndAtMs = state.groups?.endsAtMs ?? null
  if (groupsEndAtMs !== null) deadlines.push({ atMs: groupsEndAtMs, event: { type: 'groups-closed' } })
  return deadlines.toSorted((one, other) => one.atMs - other.atMs)[0] ?? null
}
