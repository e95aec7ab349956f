import type { Browser, Page } from 'playwright-core'

import { withInitScript } from './with-init-script'

type Kind = 'audio' | 'video'

/**
 * What a page's devices do beside working: `unplug` ends what is open of a kind, as a plug that is pulled does, and until
 * `plugIn` none of that kind is found; after `unplugOne` the others of the kind are; `hang` leaves questions unanswered;
 * `take` is the system's mute.
 */
type Fallible = {
  asked: number
  unplug: (kind: Kind, isGone?: boolean) => void
  unplugOne: (kind: Kind) => void
  plugIn: (kind: Kind) => void
  hang: (kind: Kind) => void
  take: (isTaken: boolean) => void
  /** How many tracks of a kind are open. */
  open: (kind: Kind) => number
  /** The device of the track of a kind that was opened last. */
  deviceId: (kind: Kind) => string | undefined
}
declare global {
  var devices: Fallible
}

/** Every page of this browser that is opened from now on has devices that can fail. */
export function withFallibleDevices(browser: Browser): Browser {
  return withInitScript(browser, makeFallible)
}

function makeFallible(): void {
  const { mediaDevices } = navigator
  const ask = mediaDevices.getUserMedia.bind(mediaDevices)
  const list = mediaDevices.enumerateDevices.bind(mediaDevices)
  const tracks: MediaStreamTrack[] = []
  const gone = new Set<Kind>()
  const hanging = new Set<Kind>()
  const lostIds = new Set<string>()
  const changed = () => mediaDevices.dispatchEvent(new Event('devicechange'))
  const ofKind = (kind: Kind) => tracks.filter((track) => track.kind === kind && track.readyState === 'live')
  const endAll = (kind: Kind) => {
    for (const track of ofKind(kind)) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
    changed()
  }
  const deviceId = (kind: Kind) => ofKind(kind).at(-1)?.getSettings().deviceId
  globalThis.devices = {
    asked: 0,
    unplug: (kind, isGone = true) => {
      if (isGone) gone.add(kind)
      endAll(kind)
    },
    unplugOne: (kind) => {
      lostIds.add(deviceId(kind) ?? '')
      endAll(kind)
    },
    plugIn: (kind) => {
      lostIds.clear()
      gone.delete(kind)
      hanging.delete(kind)
      changed()
    },
    hang: (kind) => void hanging.add(kind),
    take: (isTaken) => {
      for (const track of ofKind('audio')) {
        Object.defineProperty(track, 'muted', { configurable: true, value: isTaken })
        track.dispatchEvent(new Event(isTaken ? 'mute' : 'unmute'))
      }
    },
    open: (kind) => ofKind(kind).length,
    deviceId,
  }
  mediaDevices.enumerateDevices = async () => (await list()).filter((one) => !lostIds.has(one.deviceId))
  /** The question as a browser answers it that does not find the lost devices. */
  const amongFound = async (wanted: MediaStreamConstraints | undefined, kind: Kind) => {
    const of = wanted?.[kind]
    const constraints: MediaTrackConstraints = typeof of === 'object' ? of : {}
    const exact = JSON.stringify(constraints.deviceId ?? '')
    if ([...lostIds].some((id) => exact.includes(`"${id}"`))) throw new DOMException('no device', 'NotFoundError')
    if (lostIds.size === 0 || constraints.deviceId !== undefined) return wanted
    const found = (await mediaDevices.enumerateDevices()).find((one) => one.kind === `${kind}input`)
    return { ...wanted, [kind]: { ...constraints, deviceId: { exact: found?.deviceId ?? '' } } }
  }
  mediaDevices.getUserMedia = async (wanted) => {
    const kind: Kind = wanted?.video ? 'video' : 'audio'
    globalThis.devices.asked += 1
    if (hanging.has(kind)) await new Promise(() => undefined)
    if (gone.has(kind)) throw new DOMException('no device', 'NotFoundError')
    const stream = await ask(await amongFound(wanted, kind))
    tracks.push(...stream.getTracks())
    return stream
  }
}

export const unplug = (page: Page, kind: Kind) => page.evaluate((one) => globalThis.devices.unplug(one), kind)
/** The plug was loose for a moment: the device is found again at once. */
export const unplugForAMoment = (page: Page, kind: Kind) =>
  page.evaluate((one) => globalThis.devices.unplug(one, false), kind)
export const plugIn = (page: Page, kind: Kind) => page.evaluate((one) => globalThis.devices.plugIn(one), kind)
export const take = (page: Page, isTaken: boolean) => page.evaluate((one) => globalThis.devices.take(one), isTaken)
