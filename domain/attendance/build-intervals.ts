import type { AttendanceRules } from '../rules/attendance-rules'
import { SECOND_MS } from '../durations'
import type { Span } from '../time'
import { PRESENCE_KINDS, type PresenceKind } from './vocabulary'

/** What a media server observed of one of a person's peers. */
export type PresenceFact = { id: string; peerId: string | null; kind: PresenceKind; atMs: number }

/** A span of presence with the ids of the facts that open and close it. */
export type PresenceInterval = Span & { factIds: string[] }

/**
 * When a person was present on their own devices, from all facts of all their peers. A peer counts from `media-up`
 * until `media-down` or `left`; without either, until its last fact. Time on several devices counts once, and gaps
 * within the rules' tolerance are joined. Order and duplicates of `facts` do not matter. Intervals are in order and do
 * not touch.
 */
export function buildIntervals(facts: readonly PresenceFact[], rules: AttendanceRules): PresenceInterval[] {
  const byPeer = Map.groupBy(uniqueInOrder(facts), (fact) => fact.peerId)
  const stretches = [...byPeer.values()].flatMap((ofPeer) => stretchesOfPeer(ofPeer))
  const joined = joinGaps(stretches, rules.gapToleranceSeconds * SECOND_MS)
  return joined.filter((interval) => interval.toMs > interval.fromMs)
}

function uniqueInOrder(facts: readonly PresenceFact[]): PresenceFact[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  return [...byId.values()].toSorted(
    (one, other) =>
      one.atMs - other.atMs ||
      PRESENCE_KINDS.indexOf(one.kind) - PRESENCE_KINDS.indexOf(other.kind) ||
      compareText(one.id, other.id),
  )
}

function stretchesOfPeer(facts: readonly PresenceFact[]): PresenceInterval[] {
  const stretches: PresenceInterval[] = []
  let opening: PresenceFact | null = null
  let latest: PresenceFact | null = null
  for (const fact of facts) {
    if (fact.kind === 'media-up') opening ??= fact
    if (!opening) continue
    latest = fact
    if (fact.kind !== 'media-down' && fact.kind !== 'left') continue
    stretches.push(stretchOf(opening, fact))
    opening = null
  }
  if (opening && latest) stretches.push(stretchOf(opening, latest))
  return stretches
}

function stretchOf(opening: PresenceFact, closing: PresenceFact): PresenceInterval {
  return { fromMs: opening.atMs, toMs: closing.atMs, factIds: [...new Set([opening.id, closing.id])] }
}

function joinGaps(stretches: readonly PresenceInterval[], toleranceMs: number): PresenceInterval[] {
  const ordered = stretches.toSorted(
    (one, other) =>
      one.fromMs - other.fromMs || one.toMs - other.toMs || compareText(one.factIds.join(), other.factIds.join()),
  )
  const joined: PresenceInterval[] = []
  for (const stretch of ordered) {
    const last = joined.at(-1)
    if (last && stretch.fromMs - last.toMs <= toleranceMs) {
      last.toMs = Math.max(last.toMs, stretch.toMs)
      last.factIds = [...new Set([...last.factIds, ...stretch.factIds])]
    } else joined.push({ ...stretch })
  }
  return joined
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
