'use client'

import { useEffect, useState } from 'react'

import { uiLanguageFor } from '@/domain/languages'

import { describePageError } from './_components/call-action'
import { Notice } from './_components/notice'

type Words = { internal: string; outdated: string; again: string }
type Errors = { internal: string; access: { 'page-outdated': string } }

/** An error above every page's own boundary, where no texts are loaded: they are fetched in the page's language. */
export default function PageError({ error, reset }: { error: unknown; reset: () => void }) {
  const [words, setWords] = useState<Words | null>(null)
  useEffect(() => {
    const language = uiLanguageFor(document.documentElement.lang)
    Promise.all([
      import(`@/locales/participant/${language}/errors.json`) as Promise<Errors>,
      import(`@/locales/participant/${language}/common.json`) as Promise<{ again: string }>,
    ]).then(
      ([{ internal, access }, { again }]) => setWords({ internal, outdated: access['page-outdated'], again }),
      // Without texts the image and the button are enough.
      () => setWords({ internal: '…', outdated: '…', again: '↻' }),
    )
  }, [])
  const { isOutdated } = describePageError(error)
  const title = (isOutdated ? words?.outdated : words?.internal) ?? '…'
  return (
    <Notice picture="tool" tone="stop" title={title}>
      <button
        type="button"
        className="button button-main min-h-14 text-lg"
        onClick={isOutdated ? () => window.location.reload() : reset}
      >
        {words?.again ?? '↻'}
      </button>
    </Notice>
  )
}
