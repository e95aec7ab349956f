import { readPreference, writePreference } from '../preferences'

/** What plays sound: an element, or an audio context where it can choose too. */
type Player = EventTarget & { setSinkId?: (deviceId: string) => Promise<void> }

export type LoudspeakerState = {
  /** The loudspeakers that can be chosen; empty where the browser chooses, or does not tell yet. */
  choices: { deviceId: string; label: string }[]
  /** The chosen one; '' for the one of the system. */
  chosenId: string
  /** The chosen one is unplugged: the one of the system is used until it is back. */
  isGone: boolean
}

const PREFERENCE = 'loudspeaker'
/** The browser's own names for the system's choice. */
const SYSTEMS = new Set(['', 'default', 'communications'])

/**
 * The loudspeaker of this page, remembered on this device. While the chosen one is unplugged everything plays through the
 * system's, and returns when it is back.
 */
export class Loudspeaker {
  readonly #players = new Set<Player>()
  readonly #listeners = new Set<() => void>()
  #state: LoudspeakerState = { choices: [], chosenId: '', isGone: false }
  #isWatching = false
  /** Numbers the lists: an older answer is ignored. */
  #listing = 0

  get = (): LoudspeakerState => this.#state

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#watch()
    return () => this.#listeners.delete(listener)
  }

  /** Everything that plays sound goes through here. @returns what lets go of it. */
  attach(player: Player): () => void {
    this.#players.add(player)
    this.#watch()
    void this.#route(player)
    return () => this.#players.delete(player)
  }

  choose(deviceId: string): void {
    writePreference(PREFERENCE, deviceId === '' ? null : deviceId)
    this.#update({ chosenId: deviceId })
  }

  /** Names of devices are told once one is open. */
  async review(): Promise<void> {
    this.#listing += 1
    const number = this.#listing
    const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? []
    if (number !== this.#listing) return
    const choices = devices
      .filter(({ kind, deviceId }) => kind === 'audiooutput' && !SYSTEMS.has(deviceId))
      .map(({ deviceId, label }) => ({ deviceId, label }))
    this.#update({ choices })
  }

  #watch(): void {
    if (this.#isWatching || !canChoose()) return
    this.#isWatching = true
    this.#state = { ...this.#state, chosenId: readPreference(PREFERENCE) ?? '' }
    navigator.mediaDevices?.addEventListener?.('devicechange', () => void this.review())
    void this.review()
  }

  #update(change: Partial<LoudspeakerState>): void {
    const { choices, chosenId } = { ...this.#state, ...change }
    // Before the browser tells any names, nothing is known of the chosen one.
    const isGone = choices.length > 0 && chosenId !== '' && !choices.some(({ deviceId }) => deviceId === chosenId)
    this.#state = { choices, chosenId, isGone }
    for (const player of this.#players) void this.#route(player)
    for (const listener of this.#listeners) listener()
  }

  async #route(player: Player): Promise<void> {
    const { chosenId, isGone } = this.#state
    try {
      await player.setSinkId?.(isGone ? '' : chosenId)
    } catch {
      // It was unplugged at this moment, or the browser does not allow it: the system's own is better than silence.
      await player.setSinkId?.('').catch(() => undefined)
    }
  }
}

function canChoose(): boolean {
  return typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype
}

/** One for the page. */
export const loudspeaker = new Loudspeaker()
