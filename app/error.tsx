'use client'

import { useEffect, useState } from 'react'

import { UI_LANGUAGES } from '@/domain/languages'

import { Notice } from './_components/notice'
import { loadNamespace } from './_server/locales'

type Words = { internal: string; again: string }

/** Something broke above every page's own boundary, where no texts are at hand: they are fetched in the page's language. */
export default function PageError({ reset }: { reset: () => void }) {
  const [words, setWords] = useState<Words | null>(null)
  useEffect(() => {
    const language = UI_LANGUAGES.find((known) => known === document.documentElement.lang) ?? 'sv'
    Promise.all([loadNamespace(language, 'errors'), loadNamespace(language, 'common')]).then(
      ([errors, common]) => setWords({ internal: String(errors.internal), again: String(common.again) }),
      // Without texts the picture and the button still say it.
      () => setWords({ internal: '…', again: '↻' }),
    )
  }, [])
  return (
    <Notice picture="tool" tone="stop" title={words?.internal ?? '…'}>
      <button type="button" className="button button-main min-h-14 text-lg" onClick={reset}>
        {words?.again ?? '↻'}
      </button>
    </Notice>
  )
}
