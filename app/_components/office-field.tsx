'use client'

import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { FieldSpec, SimpleField } from './office-field-spec'
import { RowsField } from './office-rows-field'

/** What the last answer said: refusals by field, and what was typed. */
export type Answer = { codes: Readonly<Record<string, string>>; typed: Readonly<Record<string, string[]>> | null }

/** One field with its label, its hint and its refusal. */
export function OfficeField({ spec, answer }: { spec: FieldSpec; answer: Answer }) {
  switch (spec.kind) {
    case 'hidden':
      return <input type="hidden" name={spec.name} value={spec.value} />
    case 'tick':
      return <TickField spec={spec} answer={answer} />
    case 'ticks':
      return <TicksField spec={spec} answer={answer} />
    case 'rows':
      return <RowsField spec={spec} answer={answer} />
    default:
      return <LabelledField spec={spec} answer={answer} />
  }
}

/** A label above one input; the refusal below belongs to the input for screen readers too. */
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
  if (spec.kind === 'long') return <textarea {...shared} rows={3} maxLength={500} dir="auto" />
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
      min={spec.kind === 'number' ? 0 : undefined}
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

function TickField({ spec, answer }: { spec: Extract<FieldSpec, { kind: 'tick' }>; answer: Answer }) {
  const isOn = answer.typed ? answer.typed[spec.name] !== undefined : spec.isOn
  return (
    <div className="flex flex-col gap-1">
      <Tick name={spec.name} value="on" label={spec.label} isOn={isOn} />
      {spec.hint !== undefined && <span className="text-slate">{spec.hint}</span>}
      <Refusal code={answer.codes[spec.name]} />
    </div>
  )
}

function TicksField({ spec, answer }: { spec: Extract<FieldSpec, { kind: 'ticks' }>; answer: Answer }) {
  const values = answer.typed ? (answer.typed[spec.name] ?? []) : spec.values
  return (
    <FieldGroup label={spec.label} hint={spec.hint} code={answer.codes[spec.name]}>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {spec.choices.map(({ value, label }) => (
          <Tick key={value} name={spec.name} value={value} label={label} isOn={values.includes(value)} />
        ))}
      </div>
    </FieldGroup>
  )
}

function Tick({ name, value, label, isOn }: { name: string; value: string; label: string; isOn: boolean }) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={isOn}
        className="size-6 shrink-0 accent-spruce"
      />
      <span className="min-w-0">{label}</span>
    </label>
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
