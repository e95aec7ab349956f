import type { Pointer } from '@/domain/live-lesson/view'

/** A slide is this many units wide and high, whatever its shape. */
export const PAGE_UNITS = 10_000
/** The largest deviation of a simplified line, in slide units: less than a pixel on most screens. */
const TOLERANCE = 12
const MOST_POINTS = 200

/** The position of a pointer at `client` on a slide that fills `box`; outside counts as on its edge. */
export function pointOnSlide(client: { clientX: number; clientY: number }, box: DOMRect): Pointer {
  return {
    x: unitsOf((client.clientX - box.left) / box.width),
    y: unitsOf((client.clientY - box.top) / box.height),
  }
}

/** The same line with as few points as represent it, flat as x, y, x, y …; a tap without movement stays a dot. */
export function simplify(drawn: readonly Pointer[]): number[] {
  let tolerance = TOLERANCE
  let kept = thin(drawn, tolerance)
  while (kept.length > MOST_POINTS) {
    tolerance *= 2
    kept = thin(drawn, tolerance)
  }
  return kept.flatMap(({ x, y }) => [x, y])
}

/** A stroke as an SVG path through the midpoints between its points, so that it curves. */
export function pathOf(points: readonly number[]): string {
  const [x = 0, y = 0] = points
  if (points.length < 4) return `M${x} ${y}h0`
  const pairs = Array.from(
    { length: points.length / 2 },
    (_, at) => [points[2 * at] ?? 0, points[2 * at + 1] ?? 0] as const,
  )
  const bends = pairs.slice(1, -1).map(([px, py], at) => {
    const [nx, ny] = pairs[at + 2] ?? [px, py]
    return `Q${px} ${py} ${Math.round((px + nx) / 2)} ${Math.round((py + ny) / 2)}`
  })
  const [lastX, lastY] = pairs.at(-1) ?? [x, y]
  return `M${x} ${y}${bends.join('')}L${lastX} ${lastY}`
}

function unitsOf(part: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * PAGE_UNITS)
}

/** Douglas and Peucker: a point stays when the straight line without it would be too far away. */
function thin(line: readonly Pointer[], tolerance: number): Pointer[] {
  const first = line[0]
  const last = line.at(-1)
  if (!first || !last) return []
  if (line.length === 1) return [first]
  let farthest = 0
  let distance = 0
  for (const [at, point] of line.entries()) {
    const away = distanceTo(point, first, last)
    if (away > distance) [farthest, distance] = [at, away]
  }
  if (distance <= tolerance) return [first, last]
  return [...thin(line.slice(0, farthest + 1), tolerance).slice(0, -1), ...thin(line.slice(farthest), tolerance)]
}

function distanceTo(point: Pointer, from: Pointer, to: Pointer): number {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  if (length === 0) return Math.hypot(point.x - from.x, point.y - from.y)
  return Math.abs((to.x - from.x) * (from.y - point.y) - (from.x - point.x) * (to.y - from.y)) / length
}
