import type { ReactNode } from 'react'

import { LanguageChoice } from '@/app/_components/language-choice'
import { getTranslation } from '@/app/_server/i18n'

/** The frame of the pages that belong to signing in. */
export async function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  const { language } = await getTranslation()
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-2xl font-bold text-spruce">Samsal</p>
        <LanguageChoice current={language} />
      </div>
      <div className="card flex flex-col gap-5 p-6">
        <h1 className="text-xl font-bold">{title}</h1>
        {children}
      </div>
    </main>
  )
}
