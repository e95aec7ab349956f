import type { Metadata } from 'next'

import { OfficeNav } from '@/app/(office)/_kit/office-nav'
import { PageLanguage } from '@/app/_components/page-language'
import { TranslationProvider } from '@/app/_components/translation-provider'
import { loadResources } from '@/app/_server/i18n'
import { NAMESPACES } from '@/app/_server/locales'

export const metadata: Metadata = { title: 'Navigation' }

const GROUPS = ['Idag', 'Människor', 'Kurser', 'Närvaro och bevis', 'Ersättning', 'Region']
const PLACES = 25

/**
 * The office's navigation with as many pages as it is made for, the last one open. Development only: a production build
 * does not have this page.
 */
export default async function NavigationPage() {
  const places = Array.from({ length: PLACES }, (_, at) => ({
    group: at % GROUPS.length,
    href: at === PLACES - 1 ? '/dev/navigation' : `/dev/navigation/${at + 1}`,
    word: `Kontorets sida ${at + 1}`,
  }))
  const groups = GROUPS.map((word, at) => ({ id: word, word, places: places.filter(({ group }) => group === at) }))
  return (
    <TranslationProvider
      language="sv"
      resources={await loadResources('office', 'sv', { namespaces: NAMESPACES.office })}
    >
      <PageLanguage language="sv" direction="ltr" />
      <div className="grid min-h-dvh md:grid-cols-[14rem_1fr]">
        <OfficeNav groups={groups} />
      </div>
    </TranslationProvider>
  )
}
