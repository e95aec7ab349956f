'use client'

import Link from 'next/link'
import { useActionState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { HiddenFields } from '@/app/(office)/_kit/hidden-fields'
import { Refusal } from '@/app/(office)/_kit/input'
import type { BulkOutcome } from '@/services/lists/bulk-action'

import { runBulkAction } from '../../run-bulk'

type Props = {
  fields: readonly (readonly [name: string, value: string])[]
  /** Id and state of each previewed row that will be changed. */
  rows: readonly string[]
  submit: string
  back: { href: string; word: string }
  children: ReactNode
}

/** The preview with the button that runs it; afterwards the result replaces it. */
export function BulkRun({ fields, rows, submit, back, children }: Props) {
  const { t } = useTranslation('office')
  const [state, send, isBusy] = useActionState(runBulkAction, null)
  if (state?.ok) return <Outcome outcome={state.data} back={back} />
  return (
    <div className="flex flex-col gap-5">
      {children}
      <Refusal code={state?.error.code} />
      {rows.length > 0 && (
        <form action={send} aria-busy={isBusy}>
          <HiddenFields fields={[...fields, ...rows.map((row) => ['row', row] as const)]} />
          <button type="submit" className="button button-main" disabled={isBusy}>
            {isBusy ? t('common:wait') : submit}
          </button>
        </form>
      )}
    </div>
  )
}

function Outcome({ outcome, back }: { outcome: BulkOutcome; back: Props['back'] }) {
  const { t } = useTranslation('office')
  const { done, skipped, missing } = outcome
  return (
    <div role="status" className="flex flex-col gap-5">
      <section className="card flex flex-col gap-3">
        <h2 className="text-lg font-bold">{t('bulk.done', { count: done.length })}</h2>
        <ul className="grid gap-x-6 md:grid-cols-2">
          {done.map(({ id, name }) => (
            <li key={id} className="border-b border-bark py-1">
              <bdi className="font-semibold">{name}</bdi>
            </li>
          ))}
        </ul>
      </section>
      {skipped.length + missing > 0 && (
        <section className="card flex flex-col gap-3">
          <h2 className="text-lg font-bold">{t('bulk.skipped', { count: skipped.length + missing })}</h2>
          <ul>
            {skipped.map(({ id, name, code }) => (
              <li key={id} className="flex flex-wrap gap-x-2 border-b border-bark py-1">
                <bdi className="font-semibold">{name}</bdi>
                <span className="text-slate">{t(`errors:${code}`)}</span>
              </li>
            ))}
          </ul>
          {missing > 0 && <p className="text-slate">{t('bulk.missing', { count: missing })}</p>}
        </section>
      )}
      <Link className="button self-start" href={back.href}>
        {back.word}
      </Link>
    </div>
  )
}
