import type { Metadata } from 'next'
import { cookies } from 'next/headers'

import { LanguageChoice } from '@/app/_components/language-choice'
import { Pictogram } from '@/app/_components/pictogram'
import { LAST_PROVIDER_COOKIE } from '@/app/_server/cookies'
import { getTranslation } from '@/app/_server/i18n'
import { ERROR_CODES } from '@/domain/error-codes'
import { returnPath } from '@/domain/return-path'
import { listSignIns, listSignInsInput } from '@/services/access/list-sign-ins'

import { OwnSignIns } from './own-sign-ins'
import { SignInForm } from './sign-in-form'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('sign-in:title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { t, language } = await getTranslation()
  const { find, to, refused } = await searchParams
  const lastId = (await cookies()).get(LAST_PROVIDER_COOKIE)?.value ?? null
  const { search, ...input } = listSignInsInput.parse({ search: find ?? '', lastId })
  const code = ERROR_CODES.find((one) => one === refused)
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-2xl font-bold text-spruce">Samsal</p>
        <LanguageChoice current={language} />
      </div>
      {refused !== undefined && (
        <p role="alert" className="rounded-lg bg-lingon-pale p-4 font-semibold text-lingon">
          {t(`errors:${code ?? 'internal'}`, { defaultValue: t('errors:internal') })}
        </p>
      )}
      <div className="card flex flex-col gap-5 p-6">
        <h1 className="text-xl font-bold">{t('sign-in:title')}</h1>
        <SignInForm />
      </div>
      <OwnSignIns
        t={t}
        found={await listSignIns({ search, ...input })}
        search={search}
        to={returnPath(typeof to === 'string' ? to : null)}
      />
      <p className="flex items-start gap-3 text-slate">
        <Pictogram name="card" size={32} />
        {t('sign-in:participants')}
      </p>
    </main>
  )
}
