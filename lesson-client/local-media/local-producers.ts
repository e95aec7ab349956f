import { MEDIA_SOURCES, type MediaSource } from '@/domain/live-lesson/vocabulary'
import type { MediaConnection } from '../connection/media-connection'
import { selfOf, type Sending, type SnapshotStore } from '../state/lesson-snapshot'
import type { SignalingConnection } from '../connection/signaling-connection'

type OwnMediaOptions = {
  store: SnapshotStore
  media: () => MediaConnection | undefined
  ask: (...message: Parameters<SignalingConnection['ask']>) => Promise<unknown>
  /** Sending from a source has stopped, or was not allowed: what it was sent from is closed. */
  onStopped: (source: MediaSource) => void
}

const SHARED: readonly MediaSource[] = ['screen-share', 'screen-share-sound']

/** What this page sends: restored on new transports until it is stopped. */
export class LocalProducers {
  readonly #options: OwnMediaOptions
  /** Sources that the person has stopped; the server may not know. */
  readonly #stopped = new Set<MediaSource>()

  constructor(options: OwnMediaOptions) {
    this.#options = options
  }

  /**
   * Sends `track` as `source`, now and on every new transport, until `stop`. A second track takes the place of the first
   * without a gap; whether it is muted stays as it was.
   */
  async start(source: MediaSource, track: MediaStreamTrack): Promise<void> {
    const { store, media, onStopped } = this.#options
    if (!this.#maySend(source)) {
      track.stop()
      return onStopped(source)
    }
    if (SHARED.includes(source)) this.#stopWithTrack(source, track)
    const before = store.get().sending[source]
    if (before?.track === track) return
    store.update({ sending: { ...store.get().sending, [source]: { track, isMuted: before?.isMuted ?? false } } })
    // The floor may have been taken back by the time the server is asked.
    if (store.get().phase === 'in') await quietly(media()?.replace(source, track))
    before?.track.stop()
    if (before?.isMuted) await this.setMuted(source, true)
    // Stopped while it was being set up.
    if (!store.get().sending[source]) media()?.stopProducing(source)
  }

  stop(source: MediaSource): void {
    this.#stopped.add(source)
    this.#drop(source)
    void this.#options.ask('producer:close', { source })
  }

  async setMuted(source: MediaSource, isMuted: boolean): Promise<void> {
    const { sending } = this.#options.store.get()
    const current = sending[source]
    if (!current) return
    this.#options.store.update({ sending: { ...sending, [source]: { ...current, isMuted } } })
    this.#options.media()?.setMuted(source, isMuted)
    await this.#options.ask('producer:pause', { source, paused: isMuted })
  }

  /** Sends nothing but silence for a moment, which is nobody's business but the sender's. */
  silence(source: MediaSource, isSilent: boolean): void {
    const sent = this.#options.store.get().sending[source]
    if (sent) sent.track.enabled = !isSilent && !sent.isMuted
  }

  /** After a lost socket, on transports that stand: what was begun, muted or stopped meanwhile, nobody has heard. */
  async tellAgain(): Promise<void> {
    this.review()
    const { store, media, ask } = this.#options
    for (const source of MEDIA_SOURCES) {
      const sent = store.get().sending[source]
      if (!sent) {
        if (this.#stopped.has(source)) await ask('producer:close', { source })
      } else if (media()?.isProducing(source)) await ask('producer:pause', { source, paused: sent.isMuted })
      else await this.#produce(source, sent)
    }
  }

  /** Produces again on new transports, muted if it was. A track that has ended waits for the one that replaces it. */
  async sendAgain(): Promise<void> {
    this.review()
    for (const source of MEDIA_SOURCES) {
      const sent = this.#options.store.get().sending[source]
      if (sent) await this.#produce(source, sent)
    }
  }

  async #produce(source: MediaSource, { track, isMuted }: Sending): Promise<void> {
    if (track.readyState === 'ended') return
    await quietly(this.#options.media()?.produce(source, track))
    if (isMuted) await this.setMuted(source, true)
  }

  /** The server has stopped it, for example when the floor was taken back. */
  stoppedByServer(source: MediaSource): void {
    this.#drop(source)
  }

  /** Stops what the server no longer allows, so that no camera stays on unrequested. */
  review(): void {
    for (const source of MEDIA_SOURCES) {
      if (this.#options.store.get().sending[source] && !this.#maySend(source)) this.#drop(source)
    }
  }

  stopAll(): void {
    for (const source of MEDIA_SOURCES) if (this.#options.store.get().sending[source]) this.#drop(source)
  }

  #drop(source: MediaSource): void {
    const { [source]: stopped, ...rest } = this.#options.store.get().sending
    this.#options.media()?.stopProducing(source)
    this.#options.store.update({ sending: rest })
    stopped?.track.stop()
    this.#options.onStopped(source)
  }

  /** The person stopped sharing a screen in the browser's own bar. */
  #stopWithTrack(source: MediaSource, track: MediaStreamTrack): void {
    track.addEventListener('ended', () => {
      if (this.#options.store.get().sending[source]?.track === track) this.stop(source)
    })
  }

  /** Before the welcome nothing is known; sources started then are reviewed after it. */
  #maySend(source: MediaSource): boolean {
    const snapshot = this.#options.store.get()
    return !selfOf(snapshot) || snapshot.live.capabilities.includes(`send-${source}`)
  }
}

/** The server's state is authoritative: the next welcome or rebuild corrects a step that failed here. */
export async function quietly(step: Promise<unknown> | undefined): Promise<void> {
  try {
    await step
  } catch (error) {
    // A page has no log besides the browser's console.
    // oxlint-disable-next-line no-console
    console.warn('samsal: a step of the lesson failed', error instanceof Error ? error.message : error)
  }
}
