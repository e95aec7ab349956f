'use client'

import { useEffect, useState } from 'react'

import { uiLanguageFor } from '@/domain/languages'

import { Notice } from './_components/notice'

type Words = { internal: string; again: string }

/** An error above every page's own boundary, where no texts are loaded: they are fetched in the page's language. */
export default function PageError({ reset }: { reset: () => void }) {
  const [words, setWords] = useState<Words | null>(null)
  useEffect(() => {
    const language = uiLanguageFor(document.documentElement.lang)
    Promise.all([
      import(`@/locales/participant/${language}/errors.json`) as Promise<{ internal: string }>,
      import(`@/locales/participant/${language}/common.json`) as Promise<{ again: string }>,
    ]).then(
      ([{ internal }, { again }]) => setWords({ internal, again }),
      // Without texts the image and the button are enough.
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
