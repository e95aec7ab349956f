'use client'

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Notice } from '@/app/_components/notice'

type State = 'opening' | 'refused' | 'offline'

/** Opens the link in this page's address, and continues to the participant's page. */
export function OpenLink() {
  const { t } = useTranslation('learn')
  const [state, setState] = useState<State>('opening')

  useEffect(() => {
    const secret = window.location.hash.slice(1)
    const isStraightIn = new URLSearchParams(window.location.search).has('in')
    openLink(secret).then(
      (isOpen) => {
        if (isOpen) window.location.replace(isStraightIn ? '/learn?in' : '/learn')
        else setState('refused')
      },
      () => setState('offline'),
    )
  }, [])

  if (state === 'opening') return <Notice picture="card" title={t('link.opening')} isBusy />
  if (state === 'offline') {
    return (
      <Notice picture="signal-lost" title={t('link.offline')}>
        <button type="button" className="button button-main button-big" onClick={() => window.location.reload()}>
          {t('common:again')}
        </button>
      </Notice>
    )
  }
  return <Notice picture="card" tone="stop" title={t('link.refused')} text={t('link.refusedText')} />
}

async function openLink(secret: string): Promise<boolean> {
  const response = await fetch('/api/person-session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  })
  return response.ok
}
