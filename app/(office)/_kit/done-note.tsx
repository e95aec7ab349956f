'use client'

import { useSearchParams } from 'next/navigation'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

/** The note of a completed form that redirected here. */
export function DoneNote() {
  const { t, i18n } = useTranslation('office')
  const key = `office:notes.${useSearchParams().get('done') ?? ''}`
  if (!i18n.exists(key)) return null
  return <Note>{t(key)}</Note>
}

export function Note({ children }: { children: string }) {
  return (
    <p
      role="status"
      className="no-print m-4 mb-0 flex items-center gap-2 rounded-lg bg-moss-pale p-3 font-semibold text-moss md:mx-6"
    >
      <Pictogram name="check" />
      {children}
    </p>
  )
}
