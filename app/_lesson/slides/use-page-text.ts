'use client'

import { useEffect, useState } from 'react'

import { materialContentsAnswer } from '@/protocol/http-answers'

import { askMaterials, MaterialRefused } from './ask-materials'

const RETRY_MS = 10_000

type Texts = { materialId: string; byPage: ReadonlyMap<number, string> }

/** What stands on the page, for those who hear it; empty while it is on its way and on a page of pictures alone. */
export function usePageText(materialId: string, page: number): string {
  const [texts, setTexts] = useState<Texts | null>(null)

  useEffect(() => {
    let isWanted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = async () => {
      try {
        const { pages } = await askMaterials(`/${materialId}`, materialContentsAnswer)
        if (isWanted) setTexts({ materialId, byPage: new Map(pages.map((one) => [one.page, one.text])) })
      } catch (error) {
        // The picture is there without its text; only a line that was gone is worth another try.
        if (isWanted && !(error instanceof MaterialRefused)) timer = setTimeout(() => void load(), RETRY_MS)
      }
    }
    void load()
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [materialId])

  return texts?.materialId === materialId ? (texts.byPage.get(page) ?? '') : ''
}
