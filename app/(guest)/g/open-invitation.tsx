'use client'

import { useTranslation } from 'react-i18next'

import { LanguageChoice } from '@/app/_components/language-choice'
import { OpenByLink } from '@/app/_components/open-by-link'
import { uiLanguageFor } from '@/domain/languages'

/** Opens the invitation in this page's address, and continues to its lesson. */
export function OpenInvitation() {
  const { t, i18n } = useTranslation('guest')
  return (
    <OpenByLink
      path="/api/guest-session"
      to="/guest"
      picture="door"
      words={{ opening: t('link.opening'), refused: t('link.refused'), refusedText: t('link.refusedText') }}
    >
      <LanguageChoice current={uiLanguageFor(i18n.language)} />
    </OpenByLink>
  )
}
