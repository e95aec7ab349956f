'use client'

import type { FieldSpec } from './field-spec'
import { FieldGroup, LabelledField, Refusal, type Answer } from './input'
import { RowsField } from './rows-field'

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
