import type { Page } from 'playwright-core'

import { SENDERS } from './fake-media'

type Log = { picture: number[]; voice: number[]; situations: { at: number; is: string }[] }

/** Watches a page from now on: when the hub's picture moved, when its audio sounded, and the page's messages. */
export async function startMonitor(page: Page): Promise<void> {
  await page.evaluate(
    ({ tones, mark }) => {
      const log: Log = { picture: [], voice: [], situations: [] }
      Object.assign(globalThis, { samsalMonitor: log })
      const canvas = new OffscreenCanvas(48, 27)
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const audio = new AudioContext({ sampleRate: 48_000 })
      const analyser = audio.createAnalyser()
      analyser.fftSize = 4_096
      analyser.smoothingTimeConstant = 0
      const heard = new WeakSet<MediaStream>()
      const bins = new Float32Array(analyser.frequencyBinCount)
      let lastCode = -1
      let lastSituation = ''
      const look = () => {
        const situation = document.querySelector('[data-situation]')?.getAttribute('data-situation') ?? 'none'
        if (situation !== lastSituation) log.situations.push({ at: Date.now(), is: situation })
        lastSituation = situation
        const video = document.querySelector<HTMLVideoElement>('video[data-picture-of="communicator"]')
        if (video && video.readyState >= 2 && context) {
          context.drawImage(video, 0, 0, canvas.width, canvas.height)
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
          let code = 0
          for (let block = 0; block < 9; block += 1) {
            const at = (Math.floor((Math.floor(block / 3) + 0.5) * 9) * canvas.width + ((block % 3) * 16 + 8)) * 4
            code = (code << 1) | ((data[at] ?? 0) > 120 ? 1 : 0)
          }
          if (code !== lastCode && code >> 7 === mark) log.picture.push(Date.now())
          lastCode = code
        }
        for (const element of document.querySelectorAll<HTMLAudioElement>('audio[data-voice]')) {
          if (!(element.srcObject instanceof MediaStream) || heard.has(element.srcObject) || element.paused) continue
          heard.add(element.srcObject)
          audio.createMediaStreamSource(element.srcObject).connect(analyser)
        }
        analyser.getFloatFrequencyData(bins)
        const isLoud = tones.some((hz) => (bins[Math.round((hz * analyser.fftSize) / 48_000)] ?? -200) > -60)
        if (isLoud) log.voice.push(Date.now())
      }
      setInterval(look, 25)
    },
    { tones: [...SENDERS.hub.tonesHz], mark: SENDERS.hub.mark },
  )
}

export type Outage = { pictureMs: number; voiceMs: number; said: string[] }

/**
 * Waits until picture and audio have flowed again for a while after `sinceMs`, and returns the longest interruption of
 * each since then.
 */
export async function measureOutage(page: Page, sinceMs: number, timeoutMs = 20_000): Promise<Outage> {
  await page.waitForFunction(
    (since) => {
      const log = (globalThis as unknown as { samsalMonitor: Log }).samsalMonitor
      const hasFlowed = (times: number[]) => {
        const late = times.filter((at) => at > since + 300)
        return late.filter((at) => at > Date.now() - 1_500).length >= 8 && Date.now() - since > 2_500
      }
      return hasFlowed(log.picture) && hasFlowed(log.voice)
    },
    sinceMs,
    { timeout: timeoutMs, polling: 100 },
  )
  return page.evaluate((since) => {
    const log = (globalThis as unknown as { samsalMonitor: Log }).samsalMonitor
    const longest = (times: number[]) => {
      const around = times.filter((at) => at > since - 1_000)
      return Math.max(0, ...around.slice(1).map((at, index) => at - (around[index] ?? at)))
    }
    const said = log.situations.filter((one) => one.at >= since).map((one) => one.is)
    return { pictureMs: longest(log.picture), voiceMs: longest(log.voice), said }
  }, sinceMs)
}
