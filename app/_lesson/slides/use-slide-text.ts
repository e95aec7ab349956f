'use client'

import { useEffect, useState } from 'react'

import { materialContentsAnswer } from '@/protocol/http-answers'

import { askMaterials, MaterialRefused } from './ask-materials'

const RETRY_MS = 10_000

type Texts = { materialId: string; bySlide: ReadonlyMap<number, string> }

/** The text of the slide, for screen readers; empty while it loads and on a slide with only images. */
export function useSlideText(materialId: string, slideNumber: number): string {
  const [texts, setTexts] = useState<Texts | null>(null)

  useEffect(() => {
    let isWanted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = async () => {
      try {
        const { slides } = await askMaterials(`/${materialId}`, materialContentsAnswer)
        if (isWanted) setTexts({ materialId, bySlide: new Map(slides.map((one) => [one.slideNumber, one.text])) })
      } catch (error) {
        // The image is there without its text; a retry makes sense only after a network failure.
        if (isWanted && !(error instanceof MaterialRefused)) timer = setTimeout(() => void load(), RETRY_MS)
      }
    }
    void load()
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [materialId])

  return texts?.materialId === materialId ? (texts.bySlide.get(slideNumber) ?? '') : ''
}
