'use client'

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import type { SlideShown } from '@/domain/live-lesson/view'
import { Pictogram } from '@/app/_components/pictogram'
import { pagePath } from '@/app/_lesson/slides/page-picture'

type Props = { slide: SlideShown; notedPages: ReadonlySet<number>; onPage: (page: number) => void }

/** All pages small, in a row; the one that is shown is marked and in sight. */
export function PageStrip({ slide, notedPages, onPage }: Props) {
  const { t } = useTranslation('slides')
  const strip = useRef<HTMLOListElement>(null)
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const shown = current.current?.getBoundingClientRect()
    const row = strip.current?.getBoundingClientRect()
    // Only the row moves: what stands above it must stay where her hand expects it.
    if (shown && row) strip.current?.scrollBy({ left: shown.left + shown.width / 2 - row.left - row.width / 2 })
  }, [slide.page, slide.materialId])
  return (
    <ol ref={strip} aria-label={t('strip.label')} className="flex gap-2 overflow-x-auto p-1">
      {Array.from({ length: slide.pageCount }, (_, at) => at + 1).map((page) => {
        const isShown = page === slide.page
        return (
          <li key={page} className="shrink-0">
            <button
              ref={isShown ? current : null}
              type="button"
              aria-current={isShown ? 'page' : undefined}
              aria-label={t('strip.show', { page })}
              onClick={() => onPage(page)}
              className={`relative block h-20 w-32 overflow-hidden rounded-lg border-4 bg-snow ${isShown ? 'border-sun' : 'border-slate'}`}
            >
              <img
                src={pagePath(slide.materialId, page, 'small')}
                alt=""
                loading="lazy"
                className="size-full object-contain"
              />
              <span
                className={`absolute start-0 bottom-0 px-1.5 text-base font-bold tabular-nums ${isShown ? 'bg-sun text-ink' : 'bg-ink text-birch'}`}
              >
                {page}
                {notedPages.has(page) && <Pictogram name="note" size={16} className="ms-1 inline" />}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
