'use client'

import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { SimpleField } from './field-spec'

/** The last response: errors by field, and the input. */
export type Answer = { codes: Readonly<Record<string, string>>; typed: Readonly<Record<string, string[]>> | null }

/** A label above one input; screen readers associate the error below with the input. */
export function LabelledField({ spec, answer }: { spec: SimpleField; answer: Answer }) {
  const { t } = useTranslation('office')
  const id = useId()
  const code = answer.codes[spec.name]
  const isOptional = spec.kind !== 'choice' && spec.isOptional
  const shared = {
    id,
    name: spec.name,
    defaultValue: answer.typed?.[spec.name]?.[0] ?? spec.value ?? '',
    'aria-invalid': code !== undefined,
    'aria-describedby': `${id}-hint ${id}-code`,
    className: 'field font-normal',
  }
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {spec.label}
        {isOptional && <span className="font-normal text-slate"> {t('form.optional')}</span>}
      </label>
      <span id={`${id}-hint`} className="text-slate empty:hidden">
        {spec.hint}
      </span>
      <SimpleInput spec={spec} shared={shared} />
      <Refusal id={`${id}-code`} code={code} />
    </div>
  )
}

type Shared = { id: string; name: string; defaultValue: string; className: string }

function SimpleInput({ spec, shared }: { spec: SimpleField; shared: Shared }) {
  if (spec.kind === 'long') return <textarea {...shared} rows={3} maxLength={spec.maxLength} dir="auto" />
  if (spec.kind === 'choice') {
    return (
      <select {...shared}>
        {spec.none !== undefined && <option value="">{spec.none}</option>}
        {spec.choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    )
  }
  const isWords = spec.kind === 'text'
  return (
    <input
      {...shared}
      type={spec.kind}
      maxLength={spec.maxLength}
      dir={isWords ? 'auto' : 'ltr'}
      min={spec.min}
      max={spec.max}
      autoComplete={spec.kind === 'password' ? 'new-password' : 'off'}
    />
  )
}

export function Refusal({ id, code }: { id?: string; code: string | undefined }) {
  const { t } = useTranslation('office')
  return (
    <span id={id} role="alert" className="font-semibold text-lingon empty:hidden">
      {code !== undefined && t(`errors:${code}`)}
    </span>
  )
}

type GroupProps = { label: string; hint?: string; code: string | undefined; children: ReactNode }

/** Several inputs that answer one question. */
export function FieldGroup({ label, hint, code, children }: GroupProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-semibold">{label}</legend>
      {hint !== undefined && <p className="text-slate">{hint}</p>}
      {children}
      <Refusal code={code} />
    </fieldset>
  )
}
