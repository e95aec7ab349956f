import { assessNetwork, type CheckOutcome, type CheckPart, type TransportPath } from '@/domain/checks/assess-check'
import type { Findings } from '@/services/checks/findings'

import { openDevice, type DeviceSource } from '@/lesson-client/local-media/devices'
import type { Ticket } from '@/lesson-client/lesson-client'
import { hearsAnything } from './listen-to'
import { measureNetwork } from './measure-network'
import { makeNoisePicture } from './noise-picture'

export type CheckProgress = {
  running: CheckPart | null
  parts: Partial<Findings['parts']>
  figures: Findings['figures']
}

type CheckOptions = {
  fetchTicket: () => Promise<Ticket>
  /** Whether the loudspeaker was heard, by a person or by the microphone. */
  isToneHeard: () => Promise<boolean>
  onProgress: (progress: CheckProgress) => void
  signal: AbortSignal
}

export const NOTHING_CHECKED: CheckProgress = {
  running: null,
  parts: {},
  figures: { udp: null, tcp: null, turn: null },
}

/** Checks one part after the other, so that none affects another. Null when it was stopped. */
export async function runCheck(options: CheckOptions): Promise<Findings | null> {
  const check = new Check(options)
  try {
    return await check.run()
  } finally {
    check.close()
  }
}

class Check {
  readonly #options: CheckOptions
  #progress = NOTHING_CHECKED
  readonly #opened = new Map<DeviceSource, MediaStreamTrack>()

  constructor(options: CheckOptions) {
    this.#options = options
  }

  async run(): Promise<Findings | null> {
    const camera = await this.#take('camera', () => this.#open('camera'))
    const microphone = await this.#take('microphone', () => this.#checkMicrophone())
    const loudspeaker = await this.#take('loudspeaker', () => this.#checkLoudspeaker())
    const udp = await this.#take('udp', () => this.#checkPath('udp'))
    const tcp = await this.#take('tcp', () => this.#checkPath('tcp'))
    const turn = await this.#take('turn', () => this.#checkPath('turn'))
    if (this.#options.signal.aborted) return null
    this.#tell({ ...this.#progress, running: null })
    return { parts: { camera, microphone, loudspeaker, udp, tcp, turn }, figures: this.#progress.figures }
  }

  close(): void {
    for (const track of this.#opened.values()) track.stop()
  }

  async #take(part: CheckPart, work: () => Promise<CheckOutcome>): Promise<CheckOutcome> {
    if (this.#options.signal.aborted) return 'skipped'
    this.#tell({ ...this.#progress, running: part })
    const outcome = await work().catch(failedBecause)
    this.#tell({ ...this.#progress, parts: { ...this.#progress.parts, [part]: outcome } })
    return outcome
  }

  async #open(source: DeviceSource): Promise<CheckOutcome> {
    const { track } = await openDevice(source)
    if (track) this.#opened.set(source, track)
    return track ? 'good' : 'failed'
  }

  async #checkMicrophone(): Promise<CheckOutcome> {
    await this.#open('microphone')
    const microphone = this.#opened.get('microphone')
    if (!microphone) return 'failed'
    return (await hearsAnything(microphone)) ? 'good' : 'weak'
  }

  async #checkLoudspeaker(): Promise<CheckOutcome> {
    return (await this.#options.isToneHeard()) ? 'good' : 'failed'
  }

  async #checkPath(path: TransportPath): Promise<CheckOutcome> {
    const ticket = await this.#options.fetchTicket()
    if (path === 'turn' && ticket.iceServers.length === 0) return 'skipped'
    const picture = makeNoisePicture()
    const tracks = { picture: picture.track, microphone: this.#opened.get('microphone') ?? null }
    const figures = await measureNetwork(path, { ticket, tracks })
    picture.stop()
    this.#tell({ ...this.#progress, figures: { ...this.#progress.figures, [path]: figures } })
    return assessNetwork(figures)
  }

  #tell(progress: CheckProgress): void {
    this.#progress = progress
    if (!this.#options.signal.aborted) this.#options.onProgress(progress)
  }
}

/** A part that cannot even be tested has failed. */
function failedBecause(error: unknown): CheckOutcome {
  // A page has no log besides the browser's console.
  // oxlint-disable-next-line no-console
  console.warn('samsal: a part of the check failed', error instanceof Error ? error.message : error)
  return 'failed'
}
