'use client'

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import type { SlideShown } from '@/domain/live-lesson/view'
import { Pictogram } from '@/app/_components/pictogram'
import { pagePath } from '@/app/_lesson/slides/slide-picture'

type Props = { slide: SlideShown; notedSlides: ReadonlySet<number>; onSlide: (slideNumber: number) => void }

/** All slides small, in a row; the current one is marked and scrolled into view. */
export function SlideStrip({ slide, notedSlides, onSlide }: Props) {
  const { t } = useTranslation('slides')
  const strip = useRef<HTMLOListElement>(null)
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const shown = current.current?.getBoundingClientRect()
    const row = strip.current?.getBoundingClientRect()
    // Only the strip scrolls: the controls above it must not move.
    if (shown && row) strip.current?.scrollBy({ left: shown.left + shown.width / 2 - row.left - row.width / 2 })
  }, [slide.slideNumber, slide.materialId])
  return (
    <ol ref={strip} aria-label={t('strip.label')} className="flex gap-2 overflow-x-auto p-1">
      {Array.from({ length: slide.slideCount }, (_, at) => at + 1).map((slideNumber) => {
        const isShown = slideNumber === slide.slideNumber
        return (
          <li key={slideNumber} className="shrink-0">
            <button
              ref={isShown ? current : null}
              type="button"
              aria-current={isShown ? 'page' : undefined}
              aria-label={t('strip.show', { slideNumber })}
              onClick={() => onSlide(slideNumber)}
              className={`relative block h-20 w-32 overflow-hidden rounded-lg border-4 bg-snow ${isShown ? 'border-sun' : 'border-slate'}`}
            >
              <img
                src={pagePath(slide.materialId, slideNumber, 'small')}
                alt=""
                loading="lazy"
                className="size-full object-contain"
              />
              <span
                className={`absolute start-0 bottom-0 px-1.5 text-base font-bold tabular-nums ${isShown ? 'bg-sun text-ink' : 'bg-ink text-birch'}`}
              >
                {slideNumber}
                {notedSlides.has(slideNumber) && <Pictogram name="note" size={16} className="ms-1 inline" />}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
