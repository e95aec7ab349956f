import { expectSoon } from './expect-media'
import type { Watchable } from './watch-media'

/**
 * Firefox's own fake camera fills each picture with one colour, and walks with it around the square of the two
 * chrominance axes, one step a frame: the colour is the number of the frame.
 */
const STEPS_AROUND = 896
const WATCH_MS = 2_000
/** A connection that is just being made, or made again, may take a while. */
const PATIENCE_MS = 60_000
/** A third of what a smooth picture has in that time; near two corners of the square the colours are out of range and stand still. */
const STEPS_MIN = 20
const FORWARD_MIN = 0.6

/** The picture moves, in order, and is that of a Firefox: what stands in it is read from its pixels. */
export async function expectFirefoxCamera(page: Watchable, pictureOf: string): Promise<void> {
  await expectSoon(`${pictureOf} shows Firefox's camera`, PATIENCE_MS, async () => {
    const { angles, foreign } = await watchColours(page, pictureOf)
    const steps = angles.slice(1).map((angle, index) => stepsBetween(angles[index] ?? 0, angle))
    const seen = {
      colours: angles.length,
      steps: steps.reduce((sum, step) => sum + step, 0),
      forward: steps.filter((step) => step > 0).length / Math.max(1, steps.length),
      foreign,
    }
    const isSo =
      seen.colours > STEPS_MIN / 2 &&
      seen.steps > STEPS_MIN &&
      seen.forward > FORWARD_MIN &&
      foreign < angles.length / 2
    return { isSo, seen }
  })
}

/** By how many frames the colour has gone on, by the shorter way around. */
function stepsBetween(from: number, to: number): number {
  const turn = ((to - from + 3 * Math.PI) % (2 * Math.PI)) - Math.PI
  return (turn / (2 * Math.PI)) * STEPS_AROUND
}

/** Each colour that a picture on the page showed, as an angle between the two axes, and how many looks were at another picture. */
function watchColours(page: Watchable, pictureOf: string): Promise<{ angles: number[]; foreign: number }> {
  return page.evaluate(
    async ({ selector, ms }) => {
      const canvas = document.createElement('canvas')
      canvas.width = 96
      canvas.height = 54
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const seen: { angles: number[]; foreign: number } = { angles: [], foreign: 0 }
      let before = ''
      for (const endAt = performance.now() + ms; performance.now() < endAt;) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        const video = document.querySelector<HTMLVideoElement>(selector)
        if (!video || video.readyState < 2 || !context) continue
        context.drawImage(video, 0, 0, canvas.width, canvas.height)
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
        const colourAt = (x: number, y: number) => [
          ...data.slice((y * canvas.width + x) * 4, (y * canvas.width + x) * 4 + 3),
        ]
        const middle = colourAt(48, 27)
        // The top is left out: a time is stamped there.
        const others = [colourAt(10, 27), colourAt(86, 27), colourAt(10, 48), colourAt(86, 48)]
        const isEven = others.every((one) => one.every((value, index) => Math.abs(value - (middle[index] ?? 0)) < 12))
        const [red = 0, green = 0, blue = 0] = middle
        const isGrey = Math.max(red, green, blue) - Math.min(red, green, blue) < 60
        if (!isEven || isGrey) {
          seen.foreign += 1
          continue
        }
        if (middle.join() === before) continue
        before = middle.join()
        const towardsBlue = -0.169 * red - 0.331 * green + 0.5 * blue
        const towardsRed = 0.5 * red - 0.419 * green - 0.081 * blue
        seen.angles.push(Math.atan2(towardsRed, towardsBlue))
      }
      return seen
    },
    { selector: `video[data-picture-of="${pictureOf}"]`, ms: WATCH_MS },
  )
}
