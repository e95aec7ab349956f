import type { Metadata } from 'next'
import { redirect } from 'next/navigation'

import { getTranslation } from '@/app/_server/i18n'
import { findWaiting } from '@/app/_server/second-step'

import { CodeForm } from '../code-form'
import { SignInFrame } from '../frame'
import { checkCodeAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('sign-in:codeTitle') }
}

/** The second step of a sign-in, for somebody whose password was right. */
export default async function CodePage() {
  if (!(await findWaiting())) redirect('/sign-in')
  const { t } = await getTranslation()
  return (
    <SignInFrame title={t('sign-in:codeTitle')}>
      <p>{t('sign-in:codeText')}</p>
      <CodeForm action={checkCodeAction} submit={t('sign-in:codeSend')} />
    </SignInFrame>
  )
}
