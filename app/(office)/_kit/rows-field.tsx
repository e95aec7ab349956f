'use client'

import { useState, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'

import type { FieldSpec } from './field-spec'
import { FieldGroup, LabelledField, type Answer } from './input'

type Spec = Extract<FieldSpec, { kind: 'rows' }>

const ROW = 'grid grid-cols-2 gap-x-3 gap-y-1 @xl:grid-cols-(--columns)'
/** Label, input and error are on three grid lines shared by a row's fields. */
const PLACE = 'row-span-3 grid min-w-0 grid-cols-1 grid-rows-subgrid'

/** Rows of the same fields; rows can be added and removed. */
export function RowsField({ spec, answer }: { spec: Spec; answer: Answer }) {
  const { t } = useTranslation('office')
  const [rows, setRows] = useState(() => spec.rows.map((values, id) => ({ id, values })))
  const add = () =>
    setRows((before) => [...before, { id: Math.max(-1, ...before.map((row) => row.id)) + 1, values: {} }])
  const remove = (id: number) => setRows((before) => before.filter((row) => row.id !== id))
  const columns = { '--columns': columnsFor(spec.fields.length) } as CSSProperties
  return (
    <FieldGroup label={spec.label} hint={spec.hint} code={answer.codes[spec.name]}>
      {rows.map((row, index) => (
        <div key={row.id} className="@container rounded-lg border border-bark bg-birch p-3">
          <div className={ROW} style={columns}>
            {spec.fields.map((field) => (
              <div key={field.name} className={`${PLACE} [&>div]:contents [&_label]:self-end`}>
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
            <div className={PLACE}>
              <button
                type="button"
                className="button row-start-2 self-start justify-self-start px-3"
                onClick={() => remove(row.id)}
                aria-label={t('form.removeRow', { number: index + 1 })}
              >
                {t('form.remove')}
              </button>
            </div>
          </div>
        </div>
      ))}
      <button type="button" className="button self-start" onClick={add}>
        {spec.add}
      </button>
    </FieldGroup>
  )
}

/** A few fields share one line with the button; more are distributed over lines of three. */
function columnsFor(fields: number): string {
  return fields > 3 ? 'repeat(3, minmax(0, 1fr))' : `repeat(${fields}, minmax(0, 1fr)) auto`
}
