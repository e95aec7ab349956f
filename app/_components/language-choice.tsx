'use client'

import { useTranslation } from 'react-i18next'

import { LANGUAGES_OF, type TextSet, type UiLanguage } from '@/domain/languages'

import { OWN_NAMES } from './own-names'
import { Pictogram } from './pictogram'

/** Chooses the page's language among those of its audience; this device remembers it. */
export function LanguageChoice({ set = 'participant', current }: { set?: TextSet; current: UiLanguage }) {
  const { t } = useTranslation('common')
  const choose = async (language: string) => {
    const body = JSON.stringify({ set, language })
    await fetch('/api/language', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    // Client components have texts of the old language: reloading the page is the simplest way.
    window.location.reload()
  }
  return (
    <label className="inline-flex items-center gap-2">
      <Pictogram name="globe" />
      <span className="sr-only">{t('language')}</span>
      <select
        className="field w-auto font-language-names"
        value={current}
        onChange={(event) => void choose(event.target.value)}
      >
        {LANGUAGES_OF[set].map((language) => (
          <option key={language} value={language} lang={language}>
            {OWN_NAMES[language]}
          </option>
        ))}
      </select>
    </label>
  )
}
