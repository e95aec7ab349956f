'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { ScreenNotice } from './screen-notice'

const TRY_AGAIN_MS = 5_000

/** A new screen requests its code automatically, and retries for as long as it takes. */
export function AskForCode() {
  const { t } = useTranslation('screen')
  const router = useRouter()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const again = () => {
      timer = setTimeout(ask, TRY_AGAIN_MS)
    }
    const ask = () => {
      fetch('/api/pairing', { method: 'POST' }).then((response) => (response.ok ? router.refresh() : again()), again)
    }
    ask()
    return () => clearTimeout(timer)
  }, [router])
  return <ScreenNotice picture="screen" title={t('pair.preparing')} />
}
