'use client'

import { useTranslation } from 'react-i18next'

import { OpenByLink } from '@/app/_components/open-by-link'

/** Opens the personal link in this page's address, and continues to the participant's page. */
export function OpenLink({ isStraightIn }: { isStraightIn: boolean }) {
  const { t } = useTranslation('learn')
  return (
    <OpenByLink
      path="/api/person-session"
      to={isStraightIn ? '/learn?in' : '/learn'}
      picture="card"
      words={{ opening: t('link.opening'), refused: t('link.refused'), refusedText: t('link.refusedText') }}
    />
  )
}
