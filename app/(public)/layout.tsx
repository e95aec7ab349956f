import type { ReactNode } from 'react'

import { TranslationProvider } from '@/app/_components/translation-provider'
import { getLanguage, loadResources } from '@/app/_server/i18n'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const language = await getLanguage()
  return (
    <TranslationProvider language={language} resources={await loadResources(language, ['common', 'errors', 'learn'])}>
      {children}
    </TranslationProvider>
  )
}
