'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

/** What a member of staff does whose session ended in the middle of a lesson. Nothing when it has not. */
export function SignedOut({ snapshot }: { snapshot: LessonSnapshot }) {
  const { t } = useTranslation('lesson')
  if (!snapshot.isSignedOut) return null
  return (
    <p
      role="alert"
      data-signed-out
      className="flex flex-wrap items-center gap-3 rounded-lg bg-sun-pale p-3 font-semibold text-ink"
    >
      <Pictogram name="lock" />
      <span className="min-w-0 flex-1">{t('signedOut.text')}</span>
      <a className="button min-h-11" href="/sign-in" target="_blank" rel="noopener">
        {t('signedOut.signIn')}
      </a>
    </p>
  )
}
