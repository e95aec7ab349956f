import type { Metadata } from 'next'
import { Suspense } from 'react'

import { PageLanguage } from '@/app/_components/page-language'
import { TranslationProvider } from '@/app/_components/translation-provider'
import { loadResources } from '@/app/_server/i18n'
import { NAMESPACES } from '@/app/_server/locales'
import { directionOf, languageIn, REFERENCE_LANGUAGE } from '@/domain/languages'

import { Example } from './example'
import { Gallery } from './gallery'
import { isStateOf } from './states'
import { isSurface } from './surfaces'

export const metadata: Metadata = { title: 'States' }

type Asked = { searchParams: Promise<{ surface?: string; state?: string; language?: string; size?: string }> }

/**
 * Every state of every page of a lesson, rendered by the product's own components. With a surface and a state in the
 * address only that one, otherwise the gallery. Development only: a production build does not have this page.
 */
export default async function StatesPage({ searchParams }: Asked) {
  const asked = await searchParams
  const language = languageIn('participant', asked.language) ?? REFERENCE_LANGUAGE
  const surface = isSurface(asked.surface) ? asked.surface : null
  if (surface === null || !isStateOf(surface, asked.state)) {
    return <Gallery surface={surface} language={language} size={Number(asked.size)} />
  }
  return (
    <TranslationProvider
      language={language}
      resources={await loadResources('participant', language, { namespaces: NAMESPACES.participant })}
    >
      <PageLanguage language={language} direction={directionOf(language)} />
      <Suspense>
        <Example language={language} />
      </Suspense>
    </TranslationProvider>
  )
}
