import type { ErrorCode } from '@/domain/error-codes'
import { withoutUnseenIn } from '@/domain/text/plain-text'
import type { ClientMessage, ClientMessageName } from '@/protocol/client-messages'

import type { SnapshotStore } from '../state/lesson-snapshot'
import { dedupeKey, RETRYABLE, RETRY_WITHIN_MS } from './retryable-messages'
import { LessonError, type SignalingConnection } from './signaling-connection'

/** The result of a person's action. */
export type Outcome = { ok: true } | { ok: false; code: ErrorCode | 'no-answer' }

type PersonActsOptions = { store: SnapshotStore; signal: () => SignalingConnection | undefined }

/** What the person does in the lesson, sent again where that is safe. */
export class PersonActs {
  readonly #options: PersonActsOptions
  /** By key, so that outdated messages are not resent. */
  readonly #lastSaid = new Map<string, unknown>()

  constructor(options: PersonActsOptions) {
    this.#options = options
  }

  async act<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): Promise<Outcome> {
    if (!RETRYABLE.has(name)) return this.#say(name, message)
    const untilMs = performance.now() + RETRY_WITHIN_MS
    const about = dedupeKey(name, message)
    this.#lastSaid.set(about, message)
    let outcome = await this.#say(name, message)
    while (!outcome.ok && outcome.code === 'no-answer') {
      const isBack = await this.#options.store.until(
        ({ connection, phase }) => connection === 'up' && phase === 'in',
        untilMs,
      )
      if (!isBack || this.#lastSaid.get(about) !== message) break
      outcome = await this.#say(name, message)
    }
    return outcome
  }

  async #say<Name extends ClientMessageName>(name: Name, message: ClientMessage<Name>): Promise<Outcome> {
    const signal = this.#options.signal()
    if (!signal) return { ok: false, code: 'no-answer' }
    try {
      await signal.ask(name, withoutUnseenIn(message) as ClientMessage<Name>)
      return { ok: true }
    } catch (error) {
      return { ok: false, code: error instanceof LessonError ? error.code : 'internal' }
    }
  }
}
