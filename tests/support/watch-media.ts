import { SENDERS, type Sender } from './fake-media'

/** A page that can be looked into, by whichever driver it was opened. */
export type Watchable = {
  evaluate: <Given, Found>(look: (given: Given) => Found | Promise<Found>, given: Given) => Promise<Found>
}

/**
 * What a page has really decoded in a while: frame numbers read from the picture's blocks, and how loud each tone was.
 */
export type Watched = {
  /** Numbers of frames of the expected sender, in order. */
  numbers: number[]
  /** Frames whose blocks were those of another sender or unreadable. */
  foreign: number
}

/** Watches a picture on the page until it has read `enough` frames of the sender, at most for `ms`. */
export async function watchPicture(
  page: Watchable,
  pictureOf: string,
  options: { sender: Sender; ms: number; enough: number },
): Promise<Watched> {
  const { mark } = SENDERS[options.sender]
  return page.evaluate(
    async ({ selector, expected, ms, enough }) => {
      const grid = 3
      const canvas = document.createElement('canvas')
      canvas.width = 96
      canvas.height = 54
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const seen: { numbers: number[]; foreign: number } = { numbers: [], foreign: 0 }
      const endAt = performance.now() + ms
      while (performance.now() < endAt && seen.numbers.length < enough) {
        const video = document.querySelector<HTMLVideoElement>(selector)
        if (!video || video.readyState < 2 || !context) {
          await new Promise((resolve) => setTimeout(resolve, 40))
          continue
        }
        context.drawImage(video, 0, 0, canvas.width, canvas.height)
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
        let code = 0
        for (let block = 0; block < grid * grid; block += 1) {
          const x = Math.floor(((block % grid) + 0.5) * (canvas.width / grid))
          const y = Math.floor((Math.floor(block / grid) + 0.5) * (canvas.height / grid))
          const at = (y * canvas.width + x) * 4
          code = (code << 1) | ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0) > 360 ? 1 : 0)
        }
        if (code >> 7 === expected) {
          const number = code & 127
          if (seen.numbers.at(-1) !== number) seen.numbers.push(number)
        } else seen.foreign += 1
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return seen
    },
    { selector: `video[data-picture-of="${pictureOf}"]`, expected: mark, ms: options.ms, enough: options.enough },
  )
}

/** Steps forward against all steps; a wrap from the last number to the first is forward too. */
export function forwardShare(numbers: readonly number[]): number {
  const steps = numbers.slice(1).map((number, index) => (number - (numbers[index] ?? 0) + 128) % 128)
  return steps.length === 0 ? 0 : steps.filter((step) => step > 0 && step < 64).length / steps.length
}

/** A syllable and its pause take eight looks of 50 ms: two of them tell a voice from a crack. */
const EARLIEST_LOOKS = 16
type Early = { awaited: Sender[]; enough: number }

/**
 * Listens to everything that the page plays, and returns for each sender the share of samples in which its tones stood
 * out. Ends early when everyone in `awaited` has been heard in more than the share `enough`.
 */
export async function listen(page: Watchable, ms: number, early?: Early): Promise<Record<Sender, number>> {
  const tones = Object.fromEntries(Object.entries(SENDERS).map(([sender, { tonesHz }]) => [sender, [...tonesHz]]))
  const heard = await page.evaluate(
    async ({ wanted, duration, awaited, enough, earliestLooks }) => {
      const context = new AudioContext({ sampleRate: 48_000 })
      await context.resume()
      const analyser = context.createAnalyser()
      analyser.fftSize = 4_096
      analyser.smoothingTimeConstant = 0
      for (const audio of document.querySelectorAll<HTMLAudioElement>('audio[data-voice]')) {
        if (audio.srcObject instanceof MediaStream && !audio.paused)
          context.createMediaStreamSource(audio.srcObject).connect(analyser)
      }
      const bins = new Float32Array(analyser.frequencyBinCount)
      const counts = Object.fromEntries(Object.keys(wanted).map((sender) => [sender, 0]))
      let looks = 0
      const endAt = performance.now() + duration
      const isEnough = () =>
        awaited.length > 0 &&
        looks >= earliestLooks &&
        awaited.every((sender) => (counts[sender] ?? 0) / looks > enough)
      while (performance.now() < endAt && !isEnough()) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        analyser.getFloatFrequencyData(bins)
        looks += 1
        const level = (hz: number) => {
          const bin = Math.round((hz * analyser.fftSize) / context.sampleRate)
          return Math.max(...bins.slice(bin - 1, bin + 2))
        }
        const floor = [...bins].filter(Number.isFinite).toSorted((a, b) => a - b)[Math.floor(bins.length / 2)] ?? -200
        for (const [sender, frequencies] of Object.entries(wanted)) {
          if (frequencies.some((hz) => level(hz) > -65 && level(hz) > floor + 20))
            counts[sender] = (counts[sender] ?? 0) + 1
        }
      }
      await context.close()
      return Object.fromEntries(Object.entries(counts).map(([sender, count]) => [sender, count / looks]))
    },
    {
      wanted: tones,
      duration: ms,
      awaited: early?.awaited ?? [],
      enough: early?.enough ?? 1,
      earliestLooks: EARLIEST_LOOKS,
    },
  )
  return { hub: heard.hub ?? 0, classroom: heard.classroom ?? 0, home: heard.home ?? 0 }
}
