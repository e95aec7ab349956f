import type { BrowserContext, Page } from 'playwright-core'

type WebKit = {
  /** A telephone call begins or ends: the page is behind it, silent and without a microphone. */
  call: (isOn: boolean) => void
  /** States of the page's sound outputs that are in use. */
  outputs: () => string[]
}
declare global {
  var webkit: WebKit
}

/**
 * Pages of this context meet what Safari of an iPhone with iOS 15 lacks and forbids, as far as it can be had in Chromium:
 * functions that are not there, elements with a fixed loudness, one camera and one microphone at a time, and a telephone
 * call that takes sound, picture and microphone away.
 */
export async function simulateWebKit(context: BrowserContext): Promise<void> {
  await context.addInitScript(applyRules)
}

export const setCall = (page: Page, isOn: boolean) => page.evaluate((is) => globalThis.webkit.call(is), isOn)
export const outputsOf = (page: Page) => page.evaluate(() => globalThis.webkit.outputs())

function applyRules(): void {
  const missing: [object, string[]][] = [
    [globalThis, ['OffscreenCanvas', 'requestIdleCallback', 'cancelIdleCallback', 'BarcodeDetector']],
    [Navigator.prototype, ['wakeLock', 'vibrate', 'connection', 'userActivation', 'getBattery']],
    [Element.prototype, ['requestFullscreen', 'checkVisibility']],
    [MediaDevices.prototype, ['getDisplayMedia', 'selectAudioOutput']],
    [HTMLMediaElement.prototype, ['setSinkId']],
    [AudioContext.prototype, ['setSinkId']],
    [RTCCertificate.prototype, ['getFingerprints']],
    [RTCRtpReceiver.prototype, ['jitterBufferTarget']],
    [AbortSignal, ['any', 'timeout']],
  ]
  for (const [owner, names] of missing) for (const name of names) Reflect.deleteProperty(owner, name)

  Object.defineProperty(HTMLMediaElement.prototype, 'volume', {
    get: () => 1,
    set: () => {
      // Ignored, as there.
    },
  })
  const { permissions, mediaDevices } = navigator
  const query = permissions.query.bind(permissions)
  permissions.query = async (what) => {
    if (['camera', 'microphone'].includes(what.name)) throw new TypeError('unknown permission')
    return query(what)
  }

  const captured: MediaStreamTrack[] = []
  const mute = (track: MediaStreamTrack, isMuted: boolean) => {
    Object.defineProperty(track, 'muted', { configurable: true, value: isMuted })
    track.enabled = !isMuted
    track.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'))
  }
  const live = () => captured.filter((track) => track.readyState === 'live')
  const ask = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted)
    for (const track of stream.getTracks()) {
      // A second camera or microphone silences the first for good.
      for (const before of live()) if (before.kind === track.kind) mute(before, true)
      captured.push(track)
    }
    return stream
  }

  let isInCall = false
  const outputs: AudioContext[] = []
  const Original = AudioContext
  globalThis.AudioContext = class extends Original {
    constructor(options?: AudioContextOptions) {
      super(options)
      outputs.push(this)
    }
    override get state(): AudioContextState {
      return isInCall && super.state !== 'closed' ? ('interrupted' as AudioContextState) : super.state
    }
    override async resume(): Promise<void> {
      if (isInCall) throw new DOMException('the system has the sound', 'InvalidStateError')
      await super.resume()
    }
  }
  const setHidden = (isHidden: boolean) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: isHidden ? 'hidden' : 'visible' })
    Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }
  globalThis.webkit = {
    call: (isOn) => {
      isInCall = isOn
      for (const track of live()) mute(track, isOn)
      if (isOn) {
        setHidden(true)
        for (const element of document.querySelectorAll<HTMLMediaElement>('audio, video')) element.pause()
        for (const output of outputs.filter((one) => one.state !== 'closed')) {
          void output.suspend()
          output.dispatchEvent(new Event('statechange'))
        }
        return
      }
      // Outputs stay silent after a call until the page resumes them; nothing but the page's return tells of the end.
      setHidden(false)
    },
    outputs: () => outputs.map((output) => output.state).filter((state) => state !== 'closed'),
  }
}
