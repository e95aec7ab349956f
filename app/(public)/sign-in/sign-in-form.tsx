'use client'

import { useActionState } from 'react'
import { useTranslation } from 'react-i18next'

import { signInAction } from './actions'

/** E-mail and password, posted with or without scripts. The address is kept after an error. */
export function SignInForm() {
  const { t } = useTranslation('sign-in')
  const [refused, submit, isBusy] = useActionState(signInAction, null)
  return (
    <form action={submit} className="flex flex-col gap-4">
      <label className="flex flex-col gap-1 font-semibold">
        {t('email')}
        <input
          className="field"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={refused?.email}
          required
          dir="ltr"
          aria-invalid={refused !== null}
        />
      </label>
      <label className="flex flex-col gap-1 font-semibold">
        {t('password')}
        <input
          className="field"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          dir="ltr"
          aria-invalid={refused !== null}
        />
      </label>
      <p role="alert" className="font-semibold text-lingon empty:hidden">
        {refused && t(`errors:${refused.code}`)}
      </p>
      <button type="submit" className="button button-main min-h-14 text-lg" disabled={isBusy}>
        {isBusy ? t('common:wait') : t('submit')}
      </button>
    </form>
  )
}
