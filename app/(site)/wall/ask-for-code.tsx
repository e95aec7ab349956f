'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { WallNotice } from './wall-notice'

const TRY_AGAIN_MS = 5_000

/** A new wall gets its code by itself, and tries again for as long as it takes. */
export function AskForCode() {
  const { t } = useTranslation('wall')
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
  return <WallNotice picture="screen" title={t('pair.preparing')} />
}
