/** A span recorded without interruption, and its place in the file. All in ms. */
export type RecordedSegment = {
  /** Epoch ms on the media server's clock. */
  atMs: number
  durationMs: number
  /** Where it starts in the file. */
  fileMs: number
  hasPicture: boolean
}

/** Since when which slide was shown; null for none, including black. */
export type RecordedSlide = {
  atMs: number
  slide: { materialId: string; slideNumber: number; slideCount: number } | null
}

/** Where each segment lies in a recording's file, and which slide was shown when. Both lists are in order of time. */
export type Timeline = { segments: readonly RecordedSegment[]; slides: readonly RecordedSlide[] }

export type SlideMark = { fileMs: number; slide: RecordedSlide['slide'] }

/** The time on the lesson's clock for a place in the file; for a place after the end, the last recorded moment. */
export function wallTimeAt({ segments }: Timeline, fileMs: number): number {
  const segment = segmentAt(segments, fileMs)
  if (!segment) return 0
  return segment.atMs + Math.min(Math.max(0, fileMs - segment.fileMs), segment.durationMs)
}

/** The slide shown at a place in the file. */
export function slideAt(timeline: Timeline, fileMs: number): RecordedSlide['slide'] {
  const atMs = wallTimeAt(timeline, fileMs)
  return timeline.slides.findLast((one) => one.atMs <= atMs)?.slide ?? null
}

/** Where in the file each slide starts, each place once; slides shown only while nothing was recorded are left out. */
export function slideMarks(timeline: Timeline): SlideMark[] {
  const marks: SlideMark[] = []
  for (const { atMs, slide } of timeline.slides) {
    const mark = { fileMs: fileTimeAt(timeline.segments, atMs), slide }
    if (marks.at(-1)?.fileMs === mark.fileMs) marks.pop()
    if (!isSameSlide(marks.at(-1)?.slide ?? null, slide)) marks.push(mark)
  }
  return marks
}

/** The place in the file for a moment of the lesson; for one that was not recorded, where the recording continued. */
function fileTimeAt(segments: readonly RecordedSegment[], atMs: number): number {
  const next = segments.find((one) => atMs < one.atMs + one.durationMs)
  if (next) return next.fileMs + Math.max(0, atMs - next.atMs)
  const last = segments.at(-1)
  return last ? last.fileMs + last.durationMs : 0
}

function segmentAt(segments: readonly RecordedSegment[], fileMs: number): RecordedSegment | undefined {
  return segments.findLast((one) => one.fileMs <= fileMs) ?? segments[0]
}

function isSameSlide(one: RecordedSlide['slide'], other: RecordedSlide['slide']): boolean {
  return one?.materialId === other?.materialId && one?.slideNumber === other?.slideNumber
}
