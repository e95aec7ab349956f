'use client'

import { signIn } from 'next-auth/react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'

/** E-mail and password. What was typed stays when it was wrong. */
export function SignInForm() {
  const { t } = useTranslation('common')
  const [code, setCode] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setCode(null)
    const answer = await signIn('credentials', {
      email: form.get('email'),
      password: form.get('password'),
      redirect: false,
    })
    if (answer?.ok) return window.location.assign('/')
    setCode(answer?.error === 'access.too-many-attempts' ? answer.error : 'sign-in.wrong-credentials')
    setBusy(false)
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <label className="flex flex-col gap-1 font-semibold">
        {t('signIn.email')}
        <input
          className="field"
          name="email"
          type="email"
          autoComplete="username"
          required
          dir="ltr"
          aria-invalid={code !== null}
        />
      </label>
      <label className="flex flex-col gap-1 font-semibold">
        {t('signIn.password')}
        <input
          className="field"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          dir="ltr"
          aria-invalid={code !== null}
        />
      </label>
      <p role="alert" className="font-semibold text-lingon empty:hidden">
        {code !== null && t(`errors:${code}`)}
      </p>
      <button type="submit" className="button button-main min-h-14 text-lg" disabled={isBusy}>
        {isBusy ? t('wait') : t('signIn.submit')}
      </button>
    </form>
  )
}
