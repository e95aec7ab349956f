'use client'

import Link from 'next/link'
import { useActionState, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { callAction } from '@/app/_components/call-action'
import { PairingShapes } from '@/app/_components/pairing-shapes'
import { Pictogram } from '@/app/_components/pictogram'
import { plainDigits } from '@/domain/text/plain-number'
import type { PairingSign } from '@/services/access/pairing-sign'

import { lookAtCodeAction, pairAction } from './actions'

const CODE_DIGITS = 6

type Site = { siteId: string; siteName: string; municipalityName: string }

/** Code, site and a name for the screen; the input is kept after an error. */
export function PairForm({ sites }: { sites: readonly Site[] }) {
  const { t } = useTranslation('site')
  const [state, submit, isBusy] = useActionState(pairAction, null)
  const [sign, setSign] = useState<PairingSign | null>(null)
  const look = async (typed: string) => {
    const code = plainDigits(typed)
    const seen = code.length === CODE_DIGITS ? await callAction(() => lookAtCodeAction(code)) : null
    setSign(seen && !('ok' in seen) ? seen : null)
  }
  if (state?.ok) {
    return (
      <div className="card flex flex-col items-center gap-4 bg-moss-pale p-6 text-center text-moss" role="status">
        <Pictogram name="check" size={72} />
        <p className="text-xl font-bold">{t('pair.done')}</p>
        <Link className="button" href="/site">
          {t('common:back')}
        </Link>
      </div>
    )
  }
  const refusal = (field: string) => state?.fields[field]
  const general = state && Object.keys(state.fields).length === 0 ? state.error.code : undefined
  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field label={t('pair.code')} code={refusal('code')}>
        <input
          name="code"
          inputMode="numeric"
          autoComplete="off"
          dir="ltr"
          maxLength={9}
          onChange={(event) => void look(event.target.value)}
          required
          defaultValue={state?.typed.code}
          aria-invalid={refusal('code') !== undefined}
          className="field text-center text-2xl font-bold tracking-widest"
        />
      </Field>
      {sign && (
        <div className="card flex flex-col gap-3 text-center" aria-live="polite">
          <PairingShapes sign={sign} className="size-12" />
          <p>{t('pair.compare')}</p>
        </div>
      )}
      <Field label={t('pair.site')} code={refusal('siteId')}>
        <select name="siteId" className="field" required defaultValue={state?.typed.siteId ?? sites[0]?.siteId}>
          {sites.map((site) => (
            <option key={site.siteId} value={site.siteId}>
              {site.municipalityName}: {site.siteName}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('pair.name')} code={refusal('name')}>
        <input
          name="name"
          className="field"
          required
          maxLength={60}
          defaultValue={state?.typed.name ?? t('pair.nameExample')}
        />
      </Field>
      <p role="alert" className="font-semibold text-lingon empty:hidden">
        {general && t(`errors:${general}`)}
      </p>
      <button type="submit" className="button button-main min-h-16 text-lg" disabled={isBusy}>
        <Pictogram name="check" />
        <span>{isBusy ? t('common:wait') : t('pair.approve')}</span>
      </button>
    </form>
  )
}

type FieldProps = { label: string; code: string | undefined; children: ReactNode }

function Field({ label, code, children }: FieldProps) {
  const { t } = useTranslation('site')
  return (
    <label className="flex flex-col gap-1 font-semibold">
      <span>{label}</span>
      {children}
      <span role="alert" className="text-lingon empty:hidden">
        {code && t(`errors:${code}`)}
      </span>
    </label>
  )
}
