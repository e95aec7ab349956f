'use client'

import { useState } from 'react'
import type { SlideShown } from '@/domain/live-lesson/view'

type Seen = { current: SlideShown | null; before: SlideShown | null }

/** The slide that was shown before the current one; black and light are the same slide. */
export function useSlideBefore(slide: SlideShown | null): SlideShown | null {
  const [seen, setSeen] = useState<Seen>({ current: slide, before: null })
  if (!slide || isSameSlide(slide, seen.current)) return seen.before
  const before = seen.current && { ...seen.current, isBlack: false }
  setSeen({ current: slide, before })
  return before
}

function isSameSlide(one: SlideShown, other: SlideShown | null): boolean {
  return one.materialId === other?.materialId && one.slideNumber === other.slideNumber
}
