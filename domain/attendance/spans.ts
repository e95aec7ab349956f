import type { Span } from '../time'

/** The part that two spans share, or null. */
export function intersect(one: Span, other: Span): Span | null {
  const fromMs = Math.max(one.fromMs, other.fromMs)
  const toMs = Math.min(one.toMs, other.toMs)
  return toMs > fromMs ? { fromMs, toMs } : null
}

/** The same time as `spans`, in order and without overlap. */
export function union(spans: readonly Span[]): Span[] {
  const ordered = spans.toSorted((one, other) => one.fromMs - other.fromMs)
  const merged: Span[] = []
  for (const { fromMs, toMs } of ordered) {
    const last = merged.at(-1)
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs)
    else merged.push({ fromMs, toMs })
  }
  return merged
}

/** The parts of `whole` that `taken` does not cover, in order. */
export function subtract(whole: Span, taken: readonly Span[]): Span[] {
  const left: Span[] = []
  let atMs = whole.fromMs
  for (const span of union(taken)) {
    if (span.toMs <= atMs) continue
    if (span.fromMs >= whole.toMs) break
    if (span.fromMs > atMs) left.push({ fromMs: atMs, toMs: span.fromMs })
    atMs = span.toMs
  }
  if (atMs < whole.toMs) left.push({ fromMs: atMs, toMs: whole.toMs })
  return left
}

/** Total milliseconds of the spans; overlapping time is counted once. */
export function durationMs(spans: readonly Span[]): number {
  return union(spans).reduce((sum, span) => sum + span.toMs - span.fromMs, 0)
}
