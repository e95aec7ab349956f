'use client'

import { signOut } from 'next-auth/react'
import { useTranslation } from 'react-i18next'

export function SignOutButton() {
  const { t } = useTranslation('common')
  return (
    <button type="button" className="button" onClick={() => void signOut({ callbackUrl: '/sign-in' })}>
      {t('signOut')}
    </button>
  )
}
