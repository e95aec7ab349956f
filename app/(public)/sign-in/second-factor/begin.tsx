'use client'

import { useActionState } from 'react'
import { useTranslation } from 'react-i18next'

import { beginFactorAction } from './actions'

/** Begins setting a second factor up. */
export function Begin() {
  const { t } = useTranslation('sign-in')
  const [refused, send, isBusy] = useActionState(beginFactorAction, null)
  return (
    <form action={send} className="flex flex-col gap-4">
      <p role="alert" className="font-semibold text-lingon empty:hidden">
        {refused && t(`errors:${refused.code}`)}
      </p>
      <button type="submit" className="button button-main min-h-14 text-lg" disabled={isBusy}>
        {isBusy ? t('common:wait') : t('factorBegin')}
      </button>
    </form>
  )
}
