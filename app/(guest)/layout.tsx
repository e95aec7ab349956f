import type { ReactNode } from 'react'

import { TranslationProvider } from '@/app/_components/translation-provider'
import { getLanguage, loadResources } from '@/app/_server/i18n'

export default async function GuestLayout({ children }: { children: ReactNode }) {
  const language = await getLanguage()
  const resources = await loadResources(language, ['common', 'errors', 'lesson', 'slides', 'teach', 'guest'])
  return (
    <TranslationProvider language={language} resources={resources}>
      {children}
    </TranslationProvider>
  )
}
