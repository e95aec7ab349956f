'use client'

import { useEffect, useState } from 'react'

import type { SlideShown } from '@/domain/live-lesson/view'
import type { WidthClass } from '@/domain/materials/limits'

import { loadPicture, pagePath } from './slide-picture'

const RETRY_MS = [1_000, 2_000, 4_000, 8_000]
const LATE_MS = 2_000

export type PagePicture = { path: string; widthPx: number; heightPx: number }
type Shown = {
  /** The image to show: of the wanted slide, or of the previous one until that has loaded. */
  picture: PagePicture | null
  isWanted: boolean
  /** The wanted slide has been loading for so long that the page should say so. */
  isLate: boolean
}

/** Loads the current and the next slides; an image is replaced only by one that is ready. */
export function useSlidePicture(slide: SlideShown, widthClass: WidthClass): Shown {
  const { materialId, slideNumber, slideCount } = slide
  const path = pagePath(materialId, slideNumber, widthClass)
  const [picture, setPicture] = useState<PagePicture | null>(null)
  const [latePath, setLatePath] = useState<string | null>(null)

  useEffect(() => {
    const controller = new AbortController()
    const late = setTimeout(() => setLatePath(path), LATE_MS)
    const load = async () => {
      const image = await insist(path, controller.signal)
      if (!image) return
      clearTimeout(late)
      setPicture({ path, widthPx: image.naturalWidth, heightPx: image.naturalHeight })
      const near = [slideNumber + 1, slideNumber + 2, slideNumber - 1].filter((one) => one >= 1 && one <= slideCount)
      for (const one of near) {
        if (controller.signal.aborted) return
        // A slide that could not be prefetched is requested again when it is shown.
        await loadPicture(pagePath(materialId, one, widthClass)).catch(() => null)
      }
    }
    void load()
    return () => {
      clearTimeout(late)
      controller.abort()
    }
  }, [path, materialId, slideNumber, slideCount, widthClass])

  const isWanted = picture?.path === path
  return { picture, isWanted, isLate: !isWanted && latePath === path }
}

/** Retries until the image loads or is no longer wanted. */
async function insist(path: string, signal: AbortSignal): Promise<HTMLImageElement | null> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const image = await loadPicture(path).catch(() => null)
    if (signal.aborted) return null
    if (image) return image
    await pause(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0, signal)
  }
  return null
}

/** Ends early when the network is back or nobody waits. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    window.addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}
