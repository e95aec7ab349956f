'use client'

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { LanguageChoice } from '@/app/_components/language-choice'
import { Notice } from '@/app/_components/notice'
import { uiLanguageFor } from '@/domain/languages'

type State = 'opening' | 'refused' | 'offline'

/** Opens the invitation in this page's address, and continues to its lesson. */
export function OpenInvitation() {
  const { t, i18n } = useTranslation('guest')
  const [state, setState] = useState<State>('opening')

  useEffect(() => {
    openInvitation(window.location.hash.slice(1)).then(
      (isOpen) => {
        if (isOpen) window.location.replace('/guest')
        else setState('refused')
      },
      () => setState('offline'),
    )
  }, [])

  if (state === 'opening') return <Notice picture="door" title={t('link.opening')} isBusy />
  if (state === 'offline') {
    return (
      <Notice picture="signal-lost" title={t('link.offline')}>
        <button type="button" className="button button-main button-big" onClick={() => window.location.reload()}>
          {t('common:again')}
        </button>
      </Notice>
    )
  }
  return (
    <Notice picture="door" tone="stop" title={t('link.refused')} text={t('link.refusedText')}>
      <LanguageChoice current={uiLanguageFor(i18n.language)} />
    </Notice>
  )
}

async function openInvitation(secret: string): Promise<boolean> {
  const response = await fetch('/api/guest-session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  })
  return response.ok
}
