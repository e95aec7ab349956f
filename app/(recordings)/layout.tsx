import type { ReactNode } from 'react'

import { TranslationProvider } from '@/app/_components/translation-provider'
import { getLanguage, loadResources } from '@/app/_server/i18n'

export default async function RecordingsLayout({ children }: { children: ReactNode }) {
  const language = await getLanguage()
  const resources = await loadResources(language, ['common', 'errors', 'slides', 'recordings'])
  return (
    <TranslationProvider language={language} resources={resources}>
      {children}
    </TranslationProvider>
  )
}
