'use client'

import { useState } from 'react'

import type { SlideShown } from '@/domain/live-lesson/view'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type Options = {
  snapshot: LessonSnapshot
  /** Resolves when the server has answered, or will not any more. */
  onShow: (slide: SlideShown | null) => Promise<unknown>
}

/**
 * The page that the communicator has turned to: at once, and also while the line is lost, when the last page that they
 * chose is shown to everybody as soon as it is back. What everybody sees returns if it could not be shown.
 * @returns `seen`: the lesson as this page draws it.
 */
export function useWantedSlide({ snapshot, onShow }: Options) {
  const [wanted, setWanted] = useState<{ slide: SlideShown | null } | null>(null)
  const show = (slide: SlideShown | null) => {
    const asked = { slide }
    setWanted(asked)
    void onShow(slide).finally(() => setWanted((now) => (now === asked ? null : now)))
  }
  const { live } = snapshot
  const isAhead = wanted !== null && JSON.stringify(wanted.slide) !== JSON.stringify(live.slide)
  // What was drawn belongs to the page that everybody sees.
  const seen = isAhead ? { ...snapshot, live: { ...live, slide: wanted.slide, strokes: [] } } : snapshot
  return { seen, show }
}
