import type { Logger } from 'pino'

import { replicatedState } from '@/domain/live-lesson/state'
import { readLiveState } from '@/protocol/live-state'
import { DomainError } from '@/domain/domain-error'
import type { ReplicatedLesson, EndedAccess, NodeLesson } from '@/protocol/media-node'
import type { LessonRecord } from '@/protocol/media-events'
import type { TicketPayload } from '@/protocol/ticket'

import { takeTimeAnew } from '../clock'
import type { PresenceTracker } from '../session/presence-tracker'
import type { Recordings } from '../recording/recordings'
import type { OpenCascade } from '../sfu/cascade'
import type { CarryLimits } from '../sfu/choose-branch'
import type { WorkerPool } from '../sfu/worker-pool'
import { EndedAccesses, endAccessIn } from './end-access'
import { describeLesson } from './describe-lesson'
import type { LessonJournal } from './lesson-journal'
import { AdmissionQueue } from './admission-queue'
import { LessonSession } from './lesson-session'

type RegistryOptions = {
  pool: WorkerPool
  limits: CarryLimits
  openCascade: OpenCascade
  tracker: PresenceTracker
  sendEvent: (record: LessonRecord) => void
  journal: LessonJournal
  recordings: Recordings
  logger: Logger
  graceMs: number
}

const REPLICATED_AT_ONCE = 200
/** Largest state, and largest total per report, that is replicated to other nodes, as JSON. */
const REPLICATED_MAX_BYTES = 1_000_000
const REPLICATED_TOGETHER_MAX_BYTES = 2_000_000

/**
 * The sessions of lessons with members. A session ends when its last peer leaves; the journal keeps what must outlive
 * it.
 */
export class LessonRegistry {
  readonly #options: RegistryOptions
  readonly #sessions = new Map<string, LessonSession>()
  readonly #admissionQueue = new AdmissionQueue()
  readonly #ended = new EndedAccesses()
  /** Lessons whose state the app does not have yet. */
  readonly #unreplicated = new Set<string>()

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#sessions.size
  }

  get sessions(): LessonSession[] {
    return [...this.#sessions.values()]
  }

  /** Lessons that were live before a restart continue, even while nobody has reconnected. */
  revive(): void {
    for (const lessonId of this.#options.journal.live) this.getOrCreate(lessonId)
  }

  getOrCreate(lessonId: string): LessonSession {
    const existing = this.#sessions.get(lessonId)
    if (existing) return existing
    if (this.#sessions.size === 0) takeTimeAnew()
    const session = new LessonSession({
      ...this.#options,
      lessonId,
      admissionQueue: this.#admissionQueue,
      logger: this.#options.logger.child({ lessonId }),
      onChanged: () => this.#unreplicated.add(lessonId),
      onEmpty: () => {
        if (this.#sessions.get(lessonId) !== session) return
        this.#sessions.delete(lessonId)
        session.close('ended')
      },
    })
    this.#sessions.set(lessonId, session)
    return session
  }

  /** It is here, or was here before a restart. */
  knows(lessonId: string): boolean {
    return this.#sessions.has(lessonId) || this.#options.journal.find(lessonId) !== undefined
  }

  /** The lessons with people in them, without sessions of a check. */
  describeLessons(): NodeLesson[] {
    return [...this.#sessions]
      .filter(([, { peers }]) => peers.length === 0 || peers.some((peer) => peer.role !== 'check'))
      .map(([lessonId, { state, peers, media }]) =>
        describeLesson({ lessonId, phase: state.lesson.phase, peers, load: media.load }),
      )
  }

  /** States for the app to store, for the node that would continue if this one died. */
  replicatedLessons(): ReplicatedLesson[] {
    const replicated: ReplicatedLesson[] = []
    let left = REPLICATED_TOGETHER_MAX_BYTES
    for (const lessonId of [...this.#unreplicated].slice(0, REPLICATED_AT_ONCE)) {
      const state = this.#sessions.get(lessonId)?.state ?? this.#options.journal.find(lessonId)
      if (!state) continue
      const kept = replicatedState(state)
      const bytes = Buffer.byteLength(JSON.stringify(kept))
      if (bytes > REPLICATED_MAX_BYTES) {
        // It continues here; a node that took it over would start it afresh.
        this.#unreplicated.delete(lessonId)
        this.#options.logger.error({ event: 'state-too-large', lessonId, bytes })
      } else if (bytes <= left) {
        left -= bytes
        replicated.push({ lessonId, seq: state.seq, state: kept })
      }
    }
    return replicated
  }

  /** The app has these; later changes go with the next report. */
  replicatedUntil(replicated: readonly ReplicatedLesson[]): void {
    for (const { lessonId, seq } of replicated) {
      const state = this.#sessions.get(lessonId)?.state ?? this.#options.journal.find(lessonId)
      if (!state || state.seq === seq) this.#unreplicated.delete(lessonId)
    }
  }

  /** Removes peers whose access was revoked; those who still have access reconnect with a new ticket. */
  endAccess({ subject, generation }: EndedAccess): void {
    if (!this.#ended.add(subject, generation)) return
    for (const session of this.sessions) endAccessIn(session, subject, generation)
  }

  /** @throws DomainError `lesson.ticket-expired` for a ticket of access revoked since. */
  assertCurrent({ subject, accessGeneration }: TicketPayload): void {
    if (this.#ended.has(subject, accessGeneration ?? 0)) throw new DomainError('lesson.ticket-expired')
  }

  /** Continues another node's lesson. @returns false when the same or a later state is known here. */
  acquire({ lessonId, seq, state }: ReplicatedLesson): boolean {
    const own = this.#options.journal.find(lessonId)
    if (this.#sessions.has(lessonId) || (own && own.seq >= seq)) return false
    const read = readLiveState(state)
    if (!read) return false
    this.#options.journal.save(lessonId, read.state).catch((error: unknown) => {
      this.#options.logger.error({ event: 'journal-not-written', lessonId, error: String(error) })
    })
    if (read.state.lesson.phase === 'live') this.getOrCreate(lessonId)
    return true
  }

  /** Another node has it: members who are here are sent there, and its state is deleted. */
  release(lessonId: string): void {
    const session = this.#sessions.get(lessonId)
    this.#sessions.delete(lessonId)
    session?.close('moved')
    this.#unreplicated.delete(lessonId)
    this.#options.journal.forget(lessonId).catch((error: unknown) => {
      this.#options.logger.error({ event: 'journal-not-forgotten', lessonId, error: String(error) })
    })
  }

  close(): void {
    for (const session of [...this.#sessions.values()]) session.close('shutting-down')
    this.#sessions.clear()
  }
}
