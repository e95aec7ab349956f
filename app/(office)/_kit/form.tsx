'use client'

import { useActionState, useEffect, useRef, useState, useTransition, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { describePageError } from '@/app/_components/call-action'

import type { FormState } from './run-form'

import { OfficeField } from './field'
import type { FieldSpec } from './field-spec'
import { FormQuestion } from './form-question'
import { Refusal } from './input'
import { keepInput, takeKeptInput } from './kept-input'
import { typedIn } from './typed-in'

/** The page's main action, one that takes something away, or one beside the main one. */
const TONES = { main: 'button-main', stop: 'button-stop', quiet: '' }

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>
  fields: readonly FieldSpec[]
  submit: string
  tone?: keyof typeof TONES
  /** Fields side by side where there is space. */
  isInline?: boolean
}

/**
 * An office form. After a refusal the input is kept, with the error beside its field; without scripts the form is
 * posted and rendered again as a page. After an update of Samsal the page reloads, with what was typed.
 */
export function OfficeForm({ action, fields, submit, tone = 'main', isInline = false }: Props) {
  const { t } = useTranslation('office')
  const [posted, send] = useActionState(action, null)
  const [answered, setAnswered] = useState<FormState>(null)
  const [isBusy, startSending] = useTransition()
  const [kept, setKept] = useState<Record<string, string[]> | null>(null)
  const state = answered ?? posted
  const name = fields.map((field) => field.name).join(' ')
  useEffect(() => setKept(takeKeptInput(name)), [name])
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state?.ok) form.current?.reset()
    else form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [state])
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    // Submitted by script, because the browser would otherwise reset the fields after a refusal.
    event.preventDefault()
    const filled = new FormData(event.currentTarget)
    startSending(async () => {
      try {
        setAnswered(await action(state, filled))
        setKept(null)
      } catch (error) {
        if (!describePageError(error).isOutdated) throw error
        // The new version does not have this page's action any more, and has the same form.
        const typed = typedIn(filled)
        if (keepInput(name, typed)) window.location.reload()
        // Nothing can be kept here: the form stays, and says that the page has to be reloaded.
        else setAnswered({ ok: false, error: { code: 'access.page-outdated', details: {} }, fields: {}, typed })
      }
    })
  }
  const codes = state?.ok === false ? state.fields : {}
  const question = state?.question
  const answer = { codes, typed: state?.ok === false ? state.typed : kept }
  const names = new Set(fields.map((field) => field.name))
  const isShownBeside = Object.keys(codes).some((name) => names.has(name.split('.')[0] ?? name))
  const layout = isInline
    ? 'flex flex-wrap items-start gap-3 [&>div]:grow [&>div]:basis-40'
    : 'flex max-w-3xl flex-col gap-4'
  return (
    <form ref={form} action={send} onSubmit={onSubmit} noValidate aria-busy={isBusy} className="flex flex-col gap-3">
      <Refusal code={state?.ok === false && !isShownBeside && !question ? state.error.code : undefined} />
      {kept && (
        <p role="status" className="font-semibold text-spruce">
          {t('form.kept')}
        </p>
      )}
      {isShownBeside && <p className="font-semibold text-lingon">{t('form.refused')}</p>}
      <div key={kept ? 'kept' : 'new'} className={layout}>
        {fields.map((spec) => (
          <OfficeField key={spec.name} spec={spec} answer={answer} />
        ))}
        {question && <FormQuestion question={question} typed={answer.typed ?? {}} />}
        <button
          type="submit"
          className={`button self-start ${TONES[tone]} ${isInline ? 'mt-7' : ''}`}
          disabled={isBusy}
        >
          {isBusy ? t('common:wait') : submit}
        </button>
      </div>
      <p role="status" className="font-semibold text-moss empty:hidden">
        {state?.ok && 'note' in state.data && t(`notes.${state.data.note}`, state.data.values ?? {})}
      </p>
    </form>
  )
}
