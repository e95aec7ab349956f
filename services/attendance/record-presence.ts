import type { z } from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { insertFacts } from '@/db/queries/attendance'
import { selectKnownLessonIds, updateLiveTimes } from '@/db/queries/lessons'
import { assertNever } from '@/domain/assert-never'
import { DomainError } from '@/domain/domain-error'
import type { EndpointId, LessonId, PeerId, PersonId, StaffId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { presenceBatch, type LessonRecord, type PresenceFact, type ToldFact } from '@/protocol/presence'
import { keepQuestion } from '@/services/live/keep-question'
import { keepRecording } from '@/services/recordings/keep-recording'

import { enqueueSettlement } from './enqueue-settlement'

export const recordPresenceInput = presenceBatch

export type RecordedPresence = {
  /** How many facts are new. */
  recorded: number
  /** How many were known already. */
  repeated: number
  /** Ids of facts about lessons that do not exist; they are taken off the sender's hands and kept nowhere. */
  setAside: string[]
}

/**
 * Remembers what a media server saw. Facts of unknown lessons never hold up the rest. New facts of a lesson that has
 * ended have it settled, again if need be, in the same transaction.
 * @throws DomainError `access.not-allowed` for anyone but a media server.
 */
export async function recordPresence(
  actor: Actor,
  batch: z.infer<typeof recordPresenceInput>,
): Promise<RecordedPresence> {
  if (actor.kind !== 'system' || actor.name !== 'media-server') throw new DomainError('access.not-allowed')
  return withActor(actor, async (tx) => {
    const known = await selectKnownLessonIds(tx, [...new Set(batch.facts.map(lessonIdOf))])
    const [taken, setAside] = partition(batch.facts, (fact) => known.has(lessonIdOf(fact)))
    const added = await insertFacts(
      tx,
      taken.filter(isPresence).map((fact) => rowOf(fact, batch.nodeId)),
    )
    let kept = 0
    for (const fact of taken)
      if (!isPresence(fact) && (await keep(tx, { actor, nodeId: batch.nodeId }, fact))) kept += 1
    const ended = await updateLiveTimes(tx, [...new Set(added.map((fact) => fact.lessonId))].toSorted())
    for (const lessonId of ended) await enqueueSettlement(tx, lessonId)
    return {
      recorded: added.length + kept,
      repeated: taken.length - added.length - kept,
      setAside: setAside.map((fact) => fact.factId),
    }
  })
}

/** Whether it is of somebody's presence, or of the lesson as attendance counts it. */
function isPresence(fact: ToldFact): fact is PresenceFact {
  return 'peerId' in fact
}

/** @returns false for what is kept already. */
function keep(tx: Transaction, from: { actor: Actor; nodeId: string }, record: LessonRecord): Promise<boolean> {
  switch (record.kind) {
    case 'recording-made':
      return keepRecording(tx, from.actor, { lessonId: lessonIdOf(record), nodeId: from.nodeId, ...record.recording })
    case 'question-asked':
      return keepQuestion(tx, record)
    default:
      return assertNever(record)
  }
}

function lessonIdOf(fact: ToldFact): LessonId {
  return fact.lessonId as LessonId
}

function rowOf(fact: PresenceFact, nodeId: string) {
  const { subject } = fact
  return {
    id: fact.factId,
    lessonId: lessonIdOf(fact),
    kind: fact.kind,
    personId: subject?.kind === 'person' ? (subject.id as PersonId) : null,
    endpointId: subject?.kind === 'endpoint' ? (subject.id as EndpointId) : null,
    staffId: subject?.kind === 'staff' ? (subject.id as StaffId) : null,
    peerId: fact.peerId as PeerId | null,
    at: new Date(fact.at),
    nodeId,
  }
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter((item) => isFirst(item)), items.filter((item) => !isFirst(item))]
}
