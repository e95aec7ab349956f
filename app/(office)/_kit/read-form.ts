import type * as z from 'zod'

import { text } from '@/app/_server/form-values'
import { plainNumber } from '@/domain/text/plain-number'

import { schemaFields, type SchemaField, type SchemaFields } from './schema-fields'

/**
 * A form's values as its schema expects them: checkboxes become booleans, numbers numbers, rows arrays, and an empty
 * field null or undefined where the schema allows it. Numbers, dates and times are read in the digits of every script.
 * Fields that the schema does not have are not read.
 */
export function readForm(schema: z.ZodObject, form: FormData): Record<string, unknown> {
  const fields = Object.entries(schemaFields(schema))
  return Object.fromEntries(
    fields.map(([name, field]) => {
      if (field.kind === 'rows') return [name, rowsOf(form, name).map((row) => readRow(field.fields, row))]
      if (field.kind === 'ticks') return [name, chosen(form, name).map((value) => valueIn(field, value))]
      return [name, valueIn(field, text(form, name))]
    }),
  )
}

function readRow(fields: SchemaFields, row: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueIn(field, row[name] ?? '')]))
}

function valueIn(field: SchemaField, typed: string): unknown {
  if (field.kind === 'tick') return typed !== ''
  const isNumber = field.isNumeric || field.kind === 'date' || field.kind === 'time'
  const plain = isNumber ? plainNumber(typed) : typed
  if (plain === '') {
    if (field.isNullable) return null
    // An empty number is not zero: the schema rejects it as missing.
    return field.isOptional || field.isNumeric ? undefined : plain
  }
  return field.isNumeric ? Number(plain) : plain
}

/** All values of a field with multiple selection. */
export function chosen(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string')
}

const INDEX = /^\d{1,3}$/

/** The rows of fields named `<name>.<index>.<field>`, in order of their index, at most a thousand. */
export function rowsOf(form: FormData, name: string): Record<string, string>[] {
  const rows = new Map<number, Map<string, string>>()
  for (const [key, value] of form) {
    const [list, index = '', field] = key.split('.', 4)
    if (list !== name || field === undefined || !INDEX.test(index) || typeof value !== 'string') continue
    const row = rows.get(Number(index)) ?? new Map<string, string>()
    rows.set(Number(index), row.set(field, value))
  }
  return [...rows].toSorted(([one], [other]) => one - other).map(([, row]) => Object.fromEntries(row))
}
