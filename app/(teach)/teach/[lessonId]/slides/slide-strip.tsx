'use client'

import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import type { SlideShown } from '@/domain/live-lesson/view'
import { isRightToLeft } from '@/app/_components/is-right-to-left'
import { Pictogram } from '@/app/_components/pictogram'
import { pagePath } from '@/app/_lesson/slides/slide-picture'

type Props = { slide: SlideShown; notedSlides: ReadonlySet<number>; onSlide: (slideNumber: number) => void }

/** All slides small, one stop of the Tab key; the current one is marked and scrolled into view. */
export function SlideStrip({ slide, notedSlides, onSlide }: Props) {
  const { t } = useTranslation('slides')
  const strip = useRef<HTMLDivElement>(null)
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const shown = current.current?.getBoundingClientRect()
    const row = strip.current?.getBoundingClientRect()
    // Only the strip scrolls: nothing beside it must move.
    if (shown && row) strip.current?.scrollBy({ left: shown.left + shown.width / 2 - row.left - row.width / 2 })
  }, [slide.slideNumber, slide.materialId])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
    event.preventDefault()
    event.stopPropagation()
    const isForward = (event.key === 'ArrowRight') !== isRightToLeft(event.currentTarget)
    const focused = document.activeElement
    const next = isForward ? focused?.nextElementSibling : focused?.previousElementSibling
    if (next instanceof HTMLElement) next.focus()
  }
  return (
    <nav aria-label={t('strip.label')} className="contents">
      <div ref={strip} className="ck-strip">
        {Array.from({ length: slide.slideCount }, (_, at) => at + 1).map((slideNumber) => {
          const isShown = slideNumber === slide.slideNumber
          return (
            <button
              key={slideNumber}
              ref={isShown ? current : null}
              type="button"
              tabIndex={isShown ? 0 : -1}
              aria-current={isShown ? 'page' : undefined}
              aria-label={t('strip.show', { slideNumber })}
              onKeyDown={onKeyDown}
              onClick={() => onSlide(slideNumber)}
            >
              <img
                src={pagePath(slide.materialId, slideNumber, 'small')}
                alt=""
                loading="lazy"
                className="size-full object-contain"
              />
              <em>
                <span>{slideNumber}</span>
                {notedSlides.has(slideNumber) && <Pictogram name="note" size={14} />}
              </em>
            </button>
          )
        })}
      </div>
    </nav>
  )
}
