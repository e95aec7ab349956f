'use client'

import type { SlideShown } from '@/domain/live-lesson/view'

import { pagePath } from './slide-picture'

/** The page after the one that is shown, small, for somebody who has to be a sentence ahead; nothing on the last page. */
export function NextPage({ slide, label }: { slide: SlideShown; label: string }) {
  const { materialId, slideNumber, slideCount } = slide
  if (slideNumber >= slideCount) return null
  return (
    <figure data-next-page={slideNumber + 1} className="flex w-40 flex-col gap-1">
      <img
        src={pagePath(materialId, slideNumber + 1, 'small')}
        alt=""
        className="aspect-video w-full rounded-lg border border-bark bg-ink object-contain"
      />
      <figcaption className="text-base font-semibold">{label}</figcaption>
    </figure>
  )
}
