import type * as z from 'zod'

import type { Translator } from '@/app/_server/i18n'

import type { Choice, FieldSpec, SimpleField } from './field-spec'
import type { OfficeKey } from './office-key'
import { schemaFields, type SchemaField, type SchemaFields } from './schema-fields'

type Words = {
  label: OfficeKey
  hint?: OfficeKey
  /** The label of an empty choice. Without it, a choice without a value is required. */
  none?: OfficeKey
  /** An input type that schemas do not express. */
  kind?: 'long' | 'email' | 'password'
  isOptional?: boolean
  /** The key prefix of a closed set's texts, such as `office:courseKinds`. */
  words?: string
}
type RowsWords<Row> = Words & { add: OfficeKey; row: { [Name in keyof Row & string]: Words } }

type RowOf<Value> = NonNullable<Value> extends readonly (infer Row)[] ? (Row extends object ? Row : never) : never
type WordsOf<Value> = 'hidden' | ([RowOf<Value>] extends [never] ? Words : RowsWords<RowOf<Value>>)

/** What a form needs besides its description. */
type Drawn<Name extends string> = {
  t: Translator
  /** Present values; fields without one are empty. */
  known?: { readonly [Own in Name]?: unknown }
  /** Choices by field; those of a row's field under `<rows>.<field>`. */
  choices?: Readonly<Record<string, readonly Choice[]>>
  hidden?: readonly Name[]
  without?: readonly Name[]
  /** Texts that differ on this page. */
  words?: Partial<Record<Name, Partial<Words>>>
}

export type FormDescription<Schema extends z.ZodObject> = {
  schema: Schema
  fields: (drawn: Drawn<keyof z.input<Schema> & string>) => FieldSpec[]
}

/**
 * A form derived from the schema of its input. The schema determines each field's input type and limits, the
 * description adds the texts; a schema field without texts does not compile.
 */
export function describeForm<Schema extends z.ZodObject>(
  schema: Schema,
  described: { [Name in keyof z.input<Schema> & string]: WordsOf<z.input<Schema>[Name]> },
): FormDescription<Schema> {
  const entries = Object.entries<'hidden' | Words | RowsWords<Record<string, unknown>>>(described)
  return {
    schema,
    fields: (drawn) => {
      const { hidden = [], without = [], words: others = {} } = drawn
      const known: Readonly<Record<string, unknown>> = drawn.known ?? {}
      const isNamed = (names: readonly string[], name: string) => names.includes(name)
      return entries.flatMap(([name, words]): FieldSpec[] => {
        const field = schemaFields(schema)[name]
        if (!field || isNamed(without, name)) return []
        if (words === 'hidden' || isNamed(hidden, name)) return [{ kind: 'hidden', name, value: written(known[name]) }]
        const other: Partial<Words> | undefined = Reflect.get(others, name)
        return [drawField({ name, field, words: { ...words, ...other } }, drawn)]
      })
    },
  }
}

type Named = { name: string; field: SchemaField; words: Words }

function drawField({ name, field, words }: Named, drawn: Drawn<string>): FieldSpec {
  const { t, known = {} } = drawn
  const named = { name, label: t(`office:${words.label}`), hint: words.hint && t(`office:${words.hint}`) }
  const value = known[name]
  switch (field.kind) {
    case 'tick':
      return { ...named, kind: 'tick', isOn: value === true }
    case 'ticks': {
      const choices = choicesOf({ name, field, words }, drawn) ?? []
      return { ...named, kind: 'ticks', choices, values: Array.isArray(value) ? value.map(String) : [] }
    }
    case 'rows':
      return { ...named, kind: 'rows', ...rowsOf({ name, field, words }, drawn) }
    default:
      return simpleField({ name, field, words }, { ...drawn, value: written(value) })
  }
}

function simpleField({ name, field, words }: Named, drawn: Drawn<string> & { value: string }): SimpleField {
  const { t, value } = drawn
  const named = { name, label: t(`office:${words.label}`), hint: words.hint && t(`office:${words.hint}`), value }
  const choices = choicesOf({ name, field, words }, drawn)
  if (choices) {
    // Without an empty choice, the first of several would be submitted unseen.
    const isOpen = value === '' && choices.length > 1
    const none = words.none ?? (isOpen ? 'form.choose' : undefined)
    return { ...named, kind: 'choice', choices, none: none && t(`office:${none}`) }
  }
  const isOptional = words.isOptional ?? (field.isNullable || field.isOptional)
  const { maxLength, min, max } = field
  if (words.kind === 'long') return { ...named, kind: 'long', isOptional, maxLength }
  const kind = words.kind ?? lineKind(field.kind)
  return { ...named, kind, isOptional, ...(kind === 'number' ? { min, max } : { maxLength }) }
}

function lineKind(kind: SchemaField['kind']) {
  return kind === 'date' || kind === 'time' || kind === 'number' ? kind : 'text'
}

function choicesOf({ name, field, words }: Named, { t, choices = {} }: Drawn<string>): readonly Choice[] | null {
  const given = choices[name]
  if (given) return given
  if (field.values.length === 0 || words.words === undefined) return null
  return field.values.map((value) => ({ value, label: t(`${words.words}.${value}`) }))
}

function rowsOf({ name, field, words }: Named, drawn: Drawn<string>) {
  const described = words as RowsWords<Record<string, unknown>>
  const value = drawn.known?.[name]
  const rows = Array.isArray(value) ? value : [{}]
  const drawRow = (own: string): SimpleField[] => {
    const inner = field.fields[own]
    const ownWords = described.row[own]
    if (!inner || !ownWords) return []
    const choices = drawn.choices?.[`${name}.${own}`]
    const given = { t: drawn.t, ...(choices && { choices: { [own]: choices } }), value: '' }
    return [simpleField({ name: own, field: inner, words: ownWords }, given)]
  }
  return {
    add: drawn.t(`office:${described.add}`),
    fields: Object.keys(described.row).flatMap(drawRow),
    rows: rows.map((row) => rowOf(field.fields, row)),
  }
}

function rowOf(fields: SchemaFields, row: unknown): Record<string, string> {
  const values: Record<string, unknown> = { ...(typeof row === 'object' ? row : {}) }
  return Object.fromEntries(
    Object.keys(fields).flatMap((name) => (name in values ? [[name, written(values[name])]] : [])),
  )
}

function written(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
