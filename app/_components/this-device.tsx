'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { LeaveButton } from './leave-button'
import { Pictogram } from './pictogram'

type Wish = { isOwn: true; tabMark: string } | { isOwn: false }

/** Whether this is the participant's own phone, which remembers them; any other device forgets them with one tap. */
export function ThisDevice({ isOwn, tabMark }: { isOwn: boolean; tabMark: string }) {
  const { t } = useTranslation('device')
  const [hasFailed, setFailed] = useState(false)
  const ask = async (wish: Wish) => {
    const isDone = await tellServer(wish)
    setFailed(!isDone)
    if (isDone) window.location.assign(wish.isOwn ? '/learn' : '/learn?left')
  }
  return (
    <div className="flex flex-wrap items-center justify-center gap-3">
      {isOwn ? (
        <p className="flex items-center gap-2 font-semibold text-moss">
          <Pictogram name="phone" />
          {t('isOwn')}
        </p>
      ) : (
        <button type="button" className="button min-h-14 gap-3" onClick={() => void ask({ isOwn: true, tabMark })}>
          <Pictogram name="phone" size={28} />
          {t('own')}
        </button>
      )}
      <LeaveButton onTap={() => void ask({ isOwn: false })} />
      {hasFailed && (
        <p role="alert" className="w-full text-center font-semibold text-lingon">
          {t('errors:internal')}
        </p>
      )}
    </div>
  )
}

async function tellServer(wish: Wish): Promise<boolean> {
  const body = JSON.stringify(wish)
  const headers = { 'content-type': 'application/json' }
  return await fetch('/api/device', { method: 'POST', headers, body }).then(
    (response) => response.ok,
    () => false,
  )
}
