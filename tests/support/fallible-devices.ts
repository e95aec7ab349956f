import type { Browser, Page } from 'playwright-core'

type Kind = 'audio' | 'video'

/**
 * What a page's devices do beside working: `unplug` ends what is open of a kind, as a plug that is pulled does, and until
 * `plugIn` none of that kind is found; `hang` leaves questions unanswered; `take` is the system's mute.
 */
type Fallible = {
  asked: number
  unplug: (kind: Kind, isGone?: boolean) => void
  plugIn: (kind: Kind) => void
  hang: (kind: Kind) => void
  take: (isTaken: boolean) => void
  /** How many tracks of a kind are open. */
  open: (kind: Kind) => number
}
declare global {
  var devices: Fallible
}

/** Every page of this browser that is opened from now on has devices that can fail. */
export function withFallibleDevices(browser: Browser): Browser {
  return new Proxy(browser, {
    get: (target, name) => {
      if (name !== 'newContext') {
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      }
      return async (...options: Parameters<Browser['newContext']>) => {
        const context = await target.newContext(...options)
        await context.addInitScript(makeFallible)
        return context
      }
    },
  })
}

function makeFallible(): void {
  const { mediaDevices } = navigator
  const ask = mediaDevices.getUserMedia.bind(mediaDevices)
  const tracks: MediaStreamTrack[] = []
  const gone = new Set<Kind>()
  const hanging = new Set<Kind>()
  const changed = () => mediaDevices.dispatchEvent(new Event('devicechange'))
  const ofKind = (kind: Kind) => tracks.filter((track) => track.kind === kind && track.readyState === 'live')
  globalThis.devices = {
    asked: 0,
    unplug: (kind, isGone = true) => {
      if (isGone) gone.add(kind)
      for (const track of ofKind(kind)) {
        track.stop()
        track.dispatchEvent(new Event('ended'))
      }
      changed()
    },
    plugIn: (kind) => {
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
  }
  mediaDevices.getUserMedia = async (wanted) => {
    const kind: Kind = wanted?.video ? 'video' : 'audio'
    globalThis.devices.asked += 1
    if (hanging.has(kind)) await new Promise(() => undefined)
    if (gone.has(kind)) throw new DOMException('no device', 'NotFoundError')
    const stream = await ask(wanted)
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
