import type { Metadata } from 'next'

import { LanguageChoice } from '@/app/_components/language-choice'
import { Pictogram } from '@/app/_components/pictogram'
import { getTranslation } from '@/app/_server/i18n'

import { SignInForm } from './sign-in-form'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('sign-in:title') }
}

export default async function SignInPage() {
  const { t, language } = await getTranslation()
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-2xl font-bold text-spruce">Samsal</p>
        <LanguageChoice current={language} />
      </div>
      <div className="card flex flex-col gap-5 p-6">
        <h1 className="text-xl font-bold">{t('sign-in:title')}</h1>
        <SignInForm />
      </div>
      <p className="flex items-start gap-3 text-slate">
        <Pictogram name="card" size={32} />
        {t('sign-in:participants')}
      </p>
    </main>
  )
}
