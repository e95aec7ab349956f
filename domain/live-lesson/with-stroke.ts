import type { LiveState } from './state'
import type { Stroke } from './view'
import { STROKES_MAX } from './vocabulary'

type Strokes = LiveState['strokes']

/** The most slides of a lesson whose strokes are stored. */
const PAGES_MAX = 60
/** The most coordinates stored for a lesson, over all slides: about 200 kB of its state. */
const COORDINATES_MAX = 40_000

/**
 * The strokes with one more on a slide. The latest strokes are kept: a slide over its limit drops its oldest, a lesson
 * over its limit drops the strokes of the slide that was drawn on longest ago. The same object when the stroke exists
 * already.
 */
export function withStroke(strokes: Strokes, slideNumber: string, stroke: Stroke): Strokes {
  const { [slideNumber]: before = [], ...others } = strokes
  if (before.some((one) => one.strokeId === stroke.strokeId)) return strokes
  let kept = Object.entries(others).slice(1 - PAGES_MAX)
  let drawn = [...before, stroke].slice(-STROKES_MAX)
  let count = coordinatesIn(drawn) + kept.reduce((sum, [, marks]) => sum + coordinatesIn(marks), 0)
  while (count > COORDINATES_MAX && kept.length > 0) {
    count -= coordinatesIn(kept[0]?.[1] ?? [])
    kept = kept.slice(1)
  }
  while (count > COORDINATES_MAX && drawn.length > 1) {
    count -= drawn[0]?.points.length ?? 0
    drawn = drawn.slice(1)
  }
  // The slide that was drawn on last is last in the object.
  return { ...Object.fromEntries(kept), [slideNumber]: drawn }
}

function coordinatesIn(strokes: readonly Stroke[]): number {
  return strokes.reduce((sum, stroke) => sum + stroke.points.length, 0)
}
