import type { ReactNode } from 'react'

import { getTextSet, getTranslation, loadResources, type Sections } from '@/app/_server/i18n'
import type { NamespaceFor } from '@/app/_server/locales'
import type { TextSet } from '@/domain/languages'

import { PageLanguage } from './page-language'
import { TranslationProvider } from './translation-provider'

type Props<Set extends TextSet> = {
  set: Set
  namespaces: readonly NamespaceFor<Set>[]
  sections?: Sections
  children: ReactNode
}

/** Gives the client components of an audience's pages their texts: these namespaces, in this request's language. */
export async function PageTexts<Set extends TextSet>({ set, namespaces, sections, children }: Props<Set>) {
  if (set !== (await getTextSet())) throw new Error(`these pages are not told apart by their path: ${set}`)
  const { language, direction } = await getTranslation()
  return (
    <TranslationProvider language={language} resources={await loadResources(set, language, { namespaces, sections })}>
      <PageLanguage language={language} direction={direction} />
      {children}
    </TranslationProvider>
  )
}
