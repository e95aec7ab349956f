'use client'

import { useTranslation } from 'react-i18next'

import { SPOKEN_LANGUAGES } from '@/domain/languages'

import { languageName } from './language-name'

/** Names languages in the page's language, with our own names for languages that are common here. */
export function useLanguageName(): (tag: string) => string {
  const { t, i18n } = useTranslation('common')
  return (tag) =>
    SPOKEN_LANGUAGES.some((spoken) => spoken === tag) ? t(`spoken.${tag}`) : languageName(tag, i18n.language)
}
