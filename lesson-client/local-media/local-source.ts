import { openDevice, type DeviceProblem, type DeviceSource } from './devices'

/**
 * Where a camera or microphone stands. `asked`: the browser has not answered yet; late when it should have long ago.
 * `taken`: the system mutes it, for a telephone call or by a key of the computer. `ended`: its device is gone, and
 * another is being looked for. What the person mutes is not a state of the device.
 */
export type SourceState =
  | { name: 'closed' }
  | { name: 'asked'; isLate: boolean }
  | { name: 'open' }
  | { name: 'taken' }
  | { name: 'ended' }
  | { name: 'refused'; problem: DeviceProblem }

/** Why a device that is wanted gives nothing, or not yet; each has its sentence. */
export type SourceTrouble = 'late' | 'ended' | 'taken' | DeviceProblem

/** Null when it is open, closed, or has just been asked for. */
export function troubleOf(state: SourceState): SourceTrouble | null {
  if (state.name === 'refused') return state.problem
  if (state.name === 'asked') return state.isLate ? 'late' : null
  return state.name === 'ended' || state.name === 'taken' ? state.name : null
}

export const CLOSED: SourceState = { name: 'closed' }

export type LocalSourceOptions = {
  source: DeviceSource
  onState: (state: SourceState) => void
  /** The track to send from now on: a new one, or null while there is none. */
  onTrack: (track: MediaStreamTrack | null) => void
}

/** A question of the browser that nobody answers, or a driver that hangs, holds up nobody for longer than this. */
const LATE_AFTER_MS = 6_000
/** How long until a device that is gone is looked for again, in ms; the last value repeats. */
const TRY_AGAIN_MS = [0, 1_000, 3_000, 10_000]

/**
 * One camera or microphone of this page, from the moment it is wanted until it is closed: it is opened again by itself
 * when its device disappears, falls back to another one and returns to the chosen one.
 */
export class LocalSource {
  readonly #options: LocalSourceOptions
  #state: SourceState = CLOSED
  #track: MediaStreamTrack | null = null
  #isWanted = false
  #chosenId: string | undefined
  /** The open track is of another device than the chosen one. */
  #isSubstitute = false
  /** Numbers the questions to the browser: the answer to an older one is ignored. */
  #asking = 0
  #opening: Promise<void> | undefined
  #tries = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: LocalSourceOptions) {
    this.#options = options
  }

  get state(): SourceState {
    return this.#state
  }

  get track(): MediaStreamTrack | null {
    return this.#track
  }

  /**
   * Opens the device, and keeps it open. Resolves when it is open or refused, and at the latest after six seconds: a
   * later answer of the browser is still used. Called only after an act of the person, or on an unattended screen.
   */
  async open(): Promise<MediaStreamTrack | null> {
    if (!this.#isWanted) {
      this.#isWanted = true
      navigator.mediaDevices?.addEventListener?.('devicechange', this.#devicesChanged)
      document.addEventListener('visibilitychange', this.#pageShown)
    }
    if (this.#track?.readyState === 'live') return this.#track
    this.#tries = 0
    this.#opening ??= this.#ask()
    await this.#opening
    return this.#track
  }

  /** Uses another device from now on, and each time it is available. */
  async choose(deviceId: string): Promise<void> {
    this.#chosenId = deviceId
    if (this.#isWanted) await this.#ask()
  }

  close(): void {
    this.#isWanted = false
    this.#asking += 1
    this.#opening = undefined
    clearTimeout(this.#timer)
    navigator.mediaDevices?.removeEventListener?.('devicechange', this.#devicesChanged)
    document.removeEventListener('visibilitychange', this.#pageShown)
    this.#replace(null)
    this.#set(CLOSED)
  }

  /** Asks the browser, without giving up what is open until there is an answer. */
  #ask(): Promise<void> {
    this.#asking += 1
    const number = this.#asking
    clearTimeout(this.#timer)
    if (!this.#track && this.#state.name !== 'ended') this.#set({ name: 'asked', isLate: false })
    return new Promise((settle) => {
      const late = setTimeout(() => {
        if (number === this.#asking && this.#state.name === 'asked') this.#set({ name: 'asked', isLate: true })
        settle()
      }, LATE_AFTER_MS)
      void this.#openAny().then(({ track, problem, isSubstitute }) => {
        clearTimeout(late)
        if (number !== this.#asking || !this.#isWanted) track?.stop()
        else if (track) this.#adopt(track, isSubstitute)
        else if (!this.#track) this.#failed(problem)
        if (number === this.#asking) this.#opening = undefined
        settle()
      })
    })
  }

  async #openAny() {
    const { source } = this.#options
    const first = await openDevice(source, this.#chosenId)
    const isElsewhere = first.problem === 'missing' || first.problem === 'busy'
    if (this.#chosenId === undefined || !isElsewhere) return { ...first, isSubstitute: false }
    return { ...(await openDevice(source)), isSubstitute: true }
  }

  #adopt(track: MediaStreamTrack, isSubstitute: boolean): void {
    // A device that was opened once is the one to return to.
    this.#chosenId ??= track.getSettings().deviceId
    this.#isSubstitute = isSubstitute
    this.#tries = 0
    track.addEventListener('ended', () => this.#ended(track))
    for (const event of ['mute', 'unmute']) track.addEventListener(event, () => this.#review(track))
    this.#replace(track)
    this.#review(track)
    if (track.readyState === 'ended') this.#ended(track)
  }

  #review(track: MediaStreamTrack): void {
    if (track === this.#track) this.#set({ name: track.muted ? 'taken' : 'open' })
  }

  #ended(track: MediaStreamTrack): void {
    if (track !== this.#track) return
    this.#replace(null)
    this.#set({ name: 'ended' })
    this.#tryLater()
  }

  #failed(problem: DeviceProblem): void {
    // A device that was there and is gone stays `ended`: that says more than that none was found.
    const isStillGone = this.#state.name === 'ended' && problem === 'missing'
    if (!isStillGone) this.#set({ name: 'refused', problem })
    // The browser would only ask the person again; it says when they have changed their mind.
    if (problem === 'denied') void this.#awaitPermission()
    else if (problem !== 'insecure') this.#tryLater()
  }

  #tryLater(): void {
    clearTimeout(this.#timer)
    const waitMs = TRY_AGAIN_MS[Math.min(this.#tries, TRY_AGAIN_MS.length - 1)] ?? 0
    this.#tries += 1
    this.#timer = setTimeout(() => void this.#ask(), waitMs)
  }

  async #awaitPermission(): Promise<void> {
    try {
      const permission = await navigator.permissions.query({ name: this.#options.source as PermissionName })
      permission.onchange = () => {
        if (this.#isWanted && !this.#track && permission.state === 'granted') void this.#ask()
      }
    } catch {
      // Not every browser tells of camera and microphone: there the person's next act asks again.
    }
  }

  #replace(track: MediaStreamTrack | null): void {
    const before = this.#track
    if (before === track) return
    this.#track = track
    this.#options.onTrack(track)
    before?.stop()
  }

  #set(state: SourceState): void {
    this.#state = state
    this.#options.onState(state)
  }

  /** Something was plugged in or unplugged. */
  readonly #devicesChanged = (): void => {
    const isDenied = this.#state.name === 'refused' && this.#state.problem === 'denied'
    if (!this.#track && !isDenied) void this.#ask()
    else if (this.#isSubstitute) void this.#returnToChosen()
  }

  async #returnToChosen(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices()
    if (this.#isSubstitute && devices.some(({ deviceId }) => deviceId === this.#chosenId)) await this.#ask()
  }

  /** After a telephone call some phones leave the microphone muted; asking again brings it back. */
  readonly #pageShown = (): void => {
    if (document.visibilityState === 'visible' && this.#state.name === 'taken') void this.#ask()
  }
}
