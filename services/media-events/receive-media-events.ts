import type * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { insertFacts } from '@/db/queries/attendance'
import { selectKnownLessonIds, updateLiveTimes } from '@/db/queries/lessons'
import { refusedDataState } from '@/db/refused-data'
import { assertNever } from '@/domain/assert-never'
import { DomainError } from '@/domain/domain-error'
import type { EndpointId, LessonId, PeerId, PersonId, StaffId } from '@/domain/ids'
import type { Actor, SystemActor } from '@/domain/people/actor'
import {
  mediaEventsBatch,
  mediaEvent,
  type LessonRecord,
  type PresenceFact,
  type MediaEvent,
} from '@/protocol/media-events'
import { saveQuestion } from '@/services/questions/save-question'
import { keepRecording } from '@/services/recordings/keep-recording'

import { enqueueAssessment } from '@/services/attendance/enqueue-assessment'
import { setAsideEvents, type UnkeptEvent } from './set-aside-events'

export const mediaEventsInput = mediaEventsBatch

export type ReceivedEvents = {
  /** How many facts are new. */
  recorded: number
  /** How many existed already. */
  repeated: number
  /** Keys of facts that could not be stored; they are acknowledged to the sender and set aside. */
  setAside: string[]
}

type Sender = { actor: SystemActor; nodeId: string }

/**
 * Stores a media server's events. Facts of an unknown lesson, unreadable facts and facts that the database refuses are
 * set aside and never block the rest. If the lesson has ended, new facts queue an assessment in the same transaction,
 * also when it was assessed before.
 * @throws DomainError `access.not-allowed` for anyone but a media server.
 */
export async function receiveMediaEvents(
  actor: Actor,
  batch: z.infer<typeof mediaEventsInput>,
): Promise<ReceivedEvents> {
  if (actor.kind !== 'system' || actor.name !== 'media-server') throw new DomainError('access.not-allowed')
  const sender = { actor, nodeId: batch.nodeId }
  const read = batch.facts.map((fact) => ({ fact, told: mediaEvent.safeParse(fact).data }))
  const unreadable = read.flatMap(({ fact, told }): UnkeptEvent[] =>
    told ? [] : [{ fact, reason: 'unreadable', sqlState: null }],
  )
  const facts = read.flatMap(({ told }) => told ?? [])
  try {
    return await recordTogether(sender, facts, unreadable)
  } catch (error) {
    // The database refused something in the batch: insert the facts one at a time.
    if (refusedDataState(error) === null) throw error
    return recordOneByOne(sender, facts, unreadable)
  }
}

async function recordOneByOne(
  sender: Sender,
  facts: readonly MediaEvent[],
  unreadable: readonly UnkeptEvent[],
): Promise<ReceivedEvents> {
  const sum: ReceivedEvents = { recorded: 0, repeated: 0, setAside: [] }
  const unkept = [...unreadable]
  for (const fact of facts) {
    try {
      const one = await recordTogether(sender, [fact], [])
      sum.recorded += one.recorded
      sum.repeated += one.repeated
      sum.setAside.push(...one.setAside)
    } catch (error) {
      const sqlState = refusedDataState(error)
      if (sqlState === null) throw error
      unkept.push({ fact, reason: 'refused', sqlState })
    }
  }
  const keys = await withActor(sender.actor, (tx) => setAsideEvents(tx, sender.nodeId, unkept))
  return { ...sum, setAside: [...sum.setAside, ...keys] }
}

async function recordTogether(
  sender: Sender,
  facts: readonly MediaEvent[],
  unreadable: readonly UnkeptEvent[],
): Promise<ReceivedEvents> {
  return withActor(sender.actor, async (tx) => {
    const known = await selectKnownLessonIds(tx, [...new Set(facts.map(lessonIdOf))])
    const [taken, strange] = partition(facts, (fact) => known.has(lessonIdOf(fact)))
    const added = await insertFacts(
      tx,
      taken.filter(isPresence).map((fact) => rowOf(fact, sender.nodeId)),
    )
    let kept = 0
    for (const fact of taken) if (!isPresence(fact) && (await keep(tx, sender, fact))) kept += 1
    const ended = await updateLiveTimes(tx, [...new Set(added.map((fact) => fact.lessonId))].toSorted())
    for (const lessonId of ended) await enqueueAssessment(tx, lessonId)
    const unknown = strange.map((fact): UnkeptEvent => ({ fact, reason: 'lesson-unknown', sqlState: null }))
    return {
      recorded: added.length + kept,
      repeated: taken.length - added.length - kept,
      setAside: await setAsideEvents(tx, sender.nodeId, [...unknown, ...unreadable]),
    }
  })
}

/** Whether it is about somebody's presence, or about the lesson for attendance. */
function isPresence(fact: MediaEvent): fact is PresenceFact {
  return 'peerId' in fact
}

/** @returns false when it is stored already. */
function keep(tx: Transaction, { actor, nodeId }: Sender, record: LessonRecord): Promise<boolean> {
  switch (record.kind) {
    case 'recording-made':
      return keepRecording(tx, actor, { lessonId: lessonIdOf(record), nodeId, ...record.recording })
    case 'question-asked':
      return saveQuestion(tx, record)
    default:
      return assertNever(record)
  }
}

function lessonIdOf(fact: MediaEvent): LessonId {
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
