'use client'

import type { SlideShown } from '@/domain/live-lesson/view'

import { useIsStaff } from '../cockpit-holding'
import { useMaterials } from './use-materials'
import { useSlideBefore } from './use-slide-before'
import { useSlideNotes } from './use-slide-notes'

export type Deck = ReturnType<typeof useDeck>
type Options = { lessonId: string; slide: SlideShown | null; onShow: (slide: SlideShown | null) => void }

/** The lesson's documents, the page that is shown, and the notes: what the tools, the tray and the sheets act on. */
export function useDeck({ lessonId, slide, onShow }: Options) {
  const isStaff = useIsStaff()
  const { materials, upload, add, remove, cancel } = useMaterials(lessonId)
  // Notes are the communicator's own: a substitute has none.
  const notes = useSlideNotes(isStaff ? (slide?.materialId ?? null) : null)
  const before = useSlideBefore(slide)
  const goTo = (slideNumber: number) => {
    if (slide && slideNumber >= 1 && slideNumber <= slide.slideCount) onShow({ ...slide, slideNumber, isBlack: false })
  }
  return {
    slide,
    materials,
    upload,
    add,
    cancel,
    notes,
    isStaff,
    noted: new Set([...notes.bySlide].filter(([, note]) => note.trim() !== '').map(([slideNumber]) => slideNumber)),
    // A removed material cannot be jumped back to.
    before: before && materials?.some((one) => one.materialId === before.materialId) ? before : null,
    show: onShow,
    goTo,
    turn: (by: number) => goTo((slide?.slideNumber ?? 0) + by),
    toggleBlack: () => slide && onShow({ ...slide, isBlack: !slide.isBlack }),
    remove: async (materialId: string) => {
      if (slide?.materialId === materialId) onShow(null)
      await remove(materialId)
    },
  }
}
