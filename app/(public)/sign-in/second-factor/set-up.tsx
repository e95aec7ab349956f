'use client'

import Link from 'next/link'
import { useActionState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { CodeField } from '../code-form'
import { confirmFactorAction } from './actions'

type Props = { isBegun: boolean; rest: ReactNode; children: ReactNode }

/**
 * Confirms a begun second factor; `rest` is shown when none has begun. The recovery codes take the place of both until the
 * person goes on, whatever the page has become meanwhile: the server keeps their hashes only.
 */
export function SetUp({ isBegun, rest, children }: Props) {
  const { t } = useTranslation('sign-in')
  const [state, send, isBusy] = useActionState(confirmFactorAction, null)
  if (state && 'codes' in state) {
    return (
      <section className="flex flex-col gap-4" aria-labelledby="recovery-codes">
        <h2 id="recovery-codes" className="text-lg font-bold">
          {t('codesTitle')}
        </h2>
        <p role="status">{t('codesText')}</p>
        <ul className="grid gap-2 font-mono" dir="ltr" translate="no">
          {state.codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Link href="/" className="button button-main min-h-14 text-lg">
          {t('codesGo')}
        </Link>
      </section>
    )
  }
  if (!isBegun) return rest
  return (
    <>
      {children}
      <form action={send} className="flex flex-col gap-4">
        <CodeField isRefused={state !== null} />
        <p role="alert" className="font-semibold text-lingon empty:hidden">
          {state && t(`errors:${state.code}`)}
        </p>
        <button type="submit" className="button button-main min-h-14 text-lg" disabled={isBusy}>
          {isBusy ? t('common:wait') : t('codeSend')}
        </button>
      </form>
    </>
  )
}
