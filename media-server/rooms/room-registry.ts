import type { Logger } from 'pino'

import type { LessonRecord } from '@/protocol/presence'

import type { PresenceTracker } from '../presence/tracker'
import type { Recordings } from '../recording/recordings'
import type { CarryLimits } from '../sfu/choose-branch'
import type { WorkerPool } from '../sfu/worker-pool'
import type { LessonJournal } from './lesson-journal'
import { Room } from './room'

type RegistryOptions = {
  pool: WorkerPool
  limits: CarryLimits
  tracker: PresenceTracker
  tell: (record: LessonRecord) => void
  journal: LessonJournal
  recordings: Recordings
  logger: Logger
  graceMs: number
}

/** The lessons that somebody is in. A room goes when the last peer goes; what must outlive it is in the journal. */
export class RoomRegistry {
  readonly #options: RegistryOptions
  readonly #rooms = new Map<string, Room>()

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#rooms.size
  }

  /** Lessons that were live before a new start go on, also while nobody has come back yet. */
  revive(): void {
    for (const lessonId of this.#options.journal.live) this.getOrCreate(lessonId)
  }

  getOrCreate(lessonId: string): Room {
    const existing = this.#rooms.get(lessonId)
    if (existing) return existing
    const room = new Room({
      ...this.#options,
      lessonId,
      logger: this.#options.logger.child({ lessonId }),
      onEmpty: () => {
        if (this.#rooms.get(lessonId) !== room) return
        this.#rooms.delete(lessonId)
        room.close('ended')
      },
    })
    this.#rooms.set(lessonId, room)
    return room
  }

  close(): void {
    for (const room of [...this.#rooms.values()]) room.close('shutting-down')
    this.#rooms.clear()
  }
}
