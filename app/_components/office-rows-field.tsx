'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { FieldSpec } from './office-field-spec'
import { FieldGroup, LabelledField, type Answer } from './office-input'

type Spec = Extract<FieldSpec, { kind: 'rows' }>

/** Rows of the same fields; a row can be added and taken away. */
export function RowsField({ spec, answer }: { spec: Spec; answer: Answer }) {
  const { t } = useTranslation('office')
  const [rows, setRows] = useState(() => spec.rows.map((values, id) => ({ id, values })))
  const add = () =>
    setRows((before) => [...before, { id: Math.max(-1, ...before.map((row) => row.id)) + 1, values: {} }])
  const remove = (id: number) => setRows((before) => before.filter((row) => row.id !== id))
  return (
    <FieldGroup label={spec.label} hint={spec.hint} code={answer.codes[spec.name]}>
      {rows.map((row, index) => (
        <div key={row.id} className="flex flex-wrap items-start gap-3 rounded-lg border border-bark bg-birch p-3">
          {spec.fields.map((field) => (
            <div key={field.name} className="min-w-0 grow basis-28">
              <LabelledField
                spec={{
                  ...field,
                  value: row.values[field.name] ?? field.value,
                  name: `${spec.name}.${index}.${field.name}`,
                }}
                answer={answer}
              />
            </div>
          ))}
          <button
            type="button"
            className="button mt-7"
            onClick={() => remove(row.id)}
            aria-label={t('form.removeRow', { number: index + 1 })}
          >
            {t('form.remove')}
          </button>
        </div>
      ))}
      <button type="button" className="button self-start" onClick={add}>
        {spec.add}
      </button>
    </FieldGroup>
  )
}
