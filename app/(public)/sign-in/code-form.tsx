'use client'

import { useActionState } from 'react'
import { useTranslation } from 'react-i18next'

import type { ErrorCode } from '@/domain/error-codes'

/** The refusal of a form with one code. */
export type Refused = { code: ErrorCode } | null

type Props = {
  action: (before: Refused, form: FormData) => Promise<Refused>
  submit: string
  isStop?: boolean
}

/** One code, posted with or without scripts. */
export function CodeForm({ action, submit, isStop = false }: Props) {
  const { t } = useTranslation('sign-in')
  const [refused, send, isBusy] = useActionState(action, null)
  return (
    <form action={send} className="flex flex-col gap-4">
      <CodeField isRefused={refused !== null} />
      <p role="alert" className="font-semibold text-lingon empty:hidden">
        {refused && t(`errors:${refused.code}`)}
      </p>
      <button
        type="submit"
        className={`button min-h-14 text-lg ${isStop ? 'button-stop' : 'button-main'}`}
        disabled={isBusy}
      >
        {isBusy ? t('common:wait') : submit}
      </button>
    </form>
  )
}

/** The field of a code; an app or a keychain fills it in. */
export function CodeField({ isRefused }: { isRefused: boolean }) {
  const { t } = useTranslation('sign-in')
  return (
    <label className="flex flex-col gap-1 font-semibold">
      {t('code')}
      <input
        className="field"
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        required
        dir="ltr"
        aria-invalid={isRefused}
      />
    </label>
  )
}
