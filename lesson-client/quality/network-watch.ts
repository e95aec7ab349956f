import type { ViewMode } from '@/domain/live-lesson/vocabulary'
import type { NetworkCounts } from './count-reports'
import { GOOD_NETWORK, modeAfter, nextNetwork, type NetworkSample, type NetworkState } from './network-level'
import type { MediaConnection } from '../connection/media-connection'
import type { LessonSnapshot, SnapshotStore } from '../state/lesson-snapshot'
import { nextJitterBuffer, SHORT_BUFFER, JITTER_BUFFERS_MS, type JitterBuffer } from './jitter-buffer'

type NetworkWatchOptions = {
  store: SnapshotStore
  media: () => MediaConnection | undefined
  /** Tells the server which view mode this page wants. */
  tell: (view: { mode: ViewMode; isHidden: boolean }) => void
}

const LOOK_EVERY_MS = 2_000
const SILENT_AFTER_MS = 10_000
const PACKETS_THAT_SAY_SOMETHING = 10

/**
 * Decides what this page receives: the chosen mode, less while the network cannot carry it or the data limit is
 * reached, no picture while the page is hidden. Audio always stays.
 */
export class NetworkWatch {
  readonly #options: NetworkWatchOptions
  #network: NetworkState = GOOD_NETWORK
  #voiceBuffer: JitterBuffer = SHORT_BUFFER
  #before: NetworkCounts | undefined
  /** Bytes of earlier visits to this lesson, so that a reloaded page continues counting. */
  #earlierBytes = 0
  #capBytes: number | null = null
  #timer: ReturnType<typeof setInterval> | undefined
  #told = ''
  #soundedAtMs: number | null = null

  constructor(options: NetworkWatchOptions) {
    this.#options = options
  }

  start(): void {
    if (this.#timer) return
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS)
    document.addEventListener('visibilitychange', this.#review)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    document.removeEventListener('visibilitychange', this.#review)
  }

  /** Bytes used before this page, and the data limit; null without a limit. */
  setBudget(budget: { earlierBytes: number; capBytes: number | null }): void {
    this.#earlierBytes = budget.earlierBytes
    this.#capBytes = budget.capBytes
    this.#review()
  }

  setCap(capBytes: number | null): void {
    this.#capBytes = capBytes
    this.#review()
  }

  setMode(chosenMode: ViewMode): void {
    this.#network = { ...this.#network, stepsDown: 0 }
    this.#options.store.update({ chosenMode })
    this.#review()
  }

  /** The server knows only the join's mode of a new peer. */
  tellAgain(): void {
    this.#told = ''
    this.#review()
  }

  readonly #review = (): void => {
    const { store } = this.#options
    const { chosenMode, meter } = store.get()
    const capped = modeAfter(chosenMode, stepsForCap(meter.bytes, this.#capBytes))
    const mode = modeAfter(capped, this.#network.stepsDown)
    if (mode !== store.get().mode) store.update({ mode })
    const view = { mode, isHidden: document.visibilityState === 'hidden' }
    const text = JSON.stringify(view)
    if (text === this.#told || store.get().connection !== 'up') return
    this.#told = text
    this.#options.tell(view)
  }

  /** A microphone that gives nothing at all, not even the noise of a room, is switched off or broken. */
  #listen(before: number | null, now: number | null): void {
    const { store } = this.#options
    const { microphone, channel } = store.get().sending
    const isOpen = [microphone, channel].some((sent) => sent && !sent.isMuted)
    if (!isOpen || before === null || now === null) this.#soundedAtMs = null
    else if (now > before || this.#soundedAtMs === null) this.#soundedAtMs = performance.now()
    const isSilent = this.#soundedAtMs !== null && performance.now() - this.#soundedAtMs > SILENT_AFTER_MS
    if (isSilent !== store.get().isSilent) store.update({ isSilent })
  }

  async #count(): Promise<NetworkCounts | undefined> {
    try {
      return await this.#options.media()?.count()
    } catch {
      // The transports were closed while they were read: the next sample finds new ones.
      return undefined
    }
  }

  async #look(): Promise<void> {
    const { store } = this.#options
    const { connection, media } = store.get()
    const counts = await this.#count()
    if (!counts) return
    const before = this.#before
    this.#before = counts
    // New transports start at zero.
    if (!before || counts.bytes < before.bytes) {
      if (before) this.#earlierBytes += before.bytes
      return
    }
    this.#listen(before.sentVoiceEnergy, counts.sentVoiceEnergy)
    // A lost connection, or a server that restarts, says nothing about the network's capacity.
    if (connection !== 'up' || media !== 'up') {
      this.#network = { ...this.#network, badSinceMs: null, goodSinceMs: null }
      return
    }
    const seconds = (counts.atMs - before.atMs) / 1_000
    // Nothing can be measured while the page sleeps.
    if (seconds < 1) return
    const sample = sampleOf(before, counts)
    this.#voiceBuffer = nextJitterBuffer(this.#voiceBuffer, sample.voiceConcealed, Date.now())
    this.#options.media()?.holdVoices(JITTER_BUFFERS_MS[this.#voiceBuffer.step] ?? null)
    // Nor pictures that nobody receives.
    if (document.visibilityState === 'hidden') return
    this.#network = nextNetwork(this.#network, sample, Date.now())
    const meter: LessonSnapshot['meter'] = {
      bytes: this.#earlierBytes + counts.bytes,
      bytesPerSecond: Math.round((counts.bytes - before.bytes) / seconds),
      level: this.#network.level,
    }
    store.update({ meter })
    this.#review()
  }
}

/** At nine tenths of the limit one step is due, at the limit only audio is left. */
function stepsForCap(bytes: number, capBytes: number | null): number {
  if (capBytes === null || bytes < capBytes * 0.9) return 0
  return bytes < capBytes ? 1 : 2
}

type Packets = { received: number; lost: number }

function sampleOf(before: NetworkCounts, after: NetworkCounts): NetworkSample {
  const milliseconds = after.atMs - before.atMs
  return {
    voiceLoss: lossOf(before.voice, after.voice),
    voiceConcealed: concealmentRatio(before.voice, after.voice),
    pictureLoss: lossOf(before.picture, after.picture),
    frozen: Math.min(1, Math.max(0, (after.picture.frozenMs - before.picture.frozenMs) / milliseconds)),
    roundTripMs: after.roundTripMs,
  }
}

function lossOf(before: Packets, after: Packets): number {
  const received = Math.max(0, after.received - before.received)
  const lost = Math.max(0, after.lost - before.lost)
  return received + lost < PACKETS_THAT_SAY_SOMETHING ? 0 : lost / (received + lost)
}

function concealmentRatio(before: NetworkCounts['voice'], after: NetworkCounts['voice']): number {
  // Without any incoming packets nothing is concealed: the connection is dead, not slow.
  if (after.received - before.received < PACKETS_THAT_SAY_SOMETHING) return 0
  const samples = after.samples - before.samples
  return samples <= 0 ? 0 : Math.min(1, Math.max(0, (after.concealedSamples - before.concealedSamples) / samples))
}
