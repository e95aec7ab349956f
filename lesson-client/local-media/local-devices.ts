import type { MediaSource } from '@/domain/live-lesson/vocabulary'

import type { SnapshotStore } from '../state/lesson-snapshot'
import type { DeviceSource } from './devices'
import type { LocalProducers } from './local-producers'
import { LocalSource } from './local-source'

/** What is sent from a camera or microphone; an interpreter's microphone is sent to their channel. */
export type DeviceMedia = 'camera' | 'microphone' | 'channel'

type LocalDevicesOptions = { store: SnapshotStore; producers: LocalProducers }

/** A raised hand is lowered a moment before the floor arrives: the microphone that it opened is kept for so long. */
const KEEP_AFTER_HAND_MS = 3_000

/** This page's camera and microphone: which are open, and what they are sent as. */
export class LocalDevices {
  readonly #options: LocalDevicesOptions
  readonly #sources: Record<DeviceSource, LocalSource>
  readonly #sentAs: Partial<Record<DeviceSource, DeviceMedia>> = {}
  readonly #releasing: Partial<Record<DeviceSource, ReturnType<typeof setTimeout>>> = {}

  constructor(options: LocalDevicesOptions) {
    this.#options = options
    this.#sources = { camera: this.#make('camera'), microphone: this.#make('microphone') }
  }

  trackOf(source: DeviceSource): MediaStreamTrack | null {
    return this.#sources[source].track
  }

  /** Opens a device without sending it: in a check, or with a raised hand. */
  async open(source: DeviceSource): Promise<void> {
    clearTimeout(this.#releasing[source])
    await this.#sources[source].open()
  }

  choose(source: DeviceSource, deviceId: string): Promise<void> {
    return this.#sources[source].choose(deviceId)
  }

  /** Sends from a device, now or as soon as it is open, until `stop`. */
  async send(media: DeviceMedia): Promise<void> {
    const source = sourceOf(media)
    this.#sentAs[source] = media
    await this.open(source)
    await this.#sendIfOpen(source)
  }

  /** Sends from the devices of the check: a camera only if there is one, a microphone as soon as there is one. */
  async sendChecked(): Promise<void> {
    const { camera } = this.#options.store.get().devices
    const isCameraThere = camera.name !== 'refused' && camera.name !== 'closed'
    await Promise.all([this.send('microphone'), isCameraThere && this.send('camera')])
  }

  /** Closes what is not sent: the hand is down, or nobody entered from the check. */
  release(source: DeviceSource): void {
    clearTimeout(this.#releasing[source])
    this.#releasing[source] = setTimeout(() => {
      if (!this.#sentAs[source]) this.#sources[source].close()
    }, KEEP_AFTER_HAND_MS)
  }

  /** What is sent as `media` has stopped, here or by the server: its light goes out. */
  stopped(media: MediaSource): void {
    for (const source of ['camera', 'microphone'] as const) {
      if (this.#sentAs[source] !== media) continue
      delete this.#sentAs[source]
      this.#sources[source].close()
    }
  }

  closeAll(): void {
    for (const source of ['camera', 'microphone'] as const) {
      clearTimeout(this.#releasing[source])
      delete this.#sentAs[source]
      this.#sources[source].close()
    }
  }

  #make(source: DeviceSource): LocalSource {
    const { store } = this.#options
    return new LocalSource({
      source,
      onState: (state) => store.update({ devices: { ...store.get().devices, [source]: state } }),
      onTrack: (track) => {
        const media = this.#sentAs[source]
        if (media && track) void this.#options.producers.start(media, track)
      },
    })
  }

  async #sendIfOpen(source: DeviceSource): Promise<void> {
    const media = this.#sentAs[source]
    const { track } = this.#sources[source]
    if (media && track) await this.#options.producers.start(media, track)
  }
}

export function sourceOf(media: DeviceMedia): DeviceSource {
  return media === 'camera' ? 'camera' : 'microphone'
}
