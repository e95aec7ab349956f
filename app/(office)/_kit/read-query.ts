import type * as z from 'zod'

import { plainNumber } from '@/domain/text/plain-number'
import { withoutUnseen } from '@/domain/text/plain-text'

import { schemaFields, type SchemaField } from './schema-fields'

export type SearchParams = Promise<Given>
export type Given = Record<string, string | string[] | undefined>

type ReadQuery<Schema extends z.ZodObject> = {
  query: z.output<Schema>
  /** Parts of the address that the list no longer has, or that are invalid. */
  ignored: string[]
}

/**
 * A list's input from its address. Unknown or invalid parts are left out, so that old bookmarks still open. `usual`
 * applies only to an empty address.
 */
export function readQuery<Schema extends z.ZodObject>(
  schema: Schema,
  given: Given,
  usual: Readonly<Record<string, string>> = {},
): ReadQuery<Schema> {
  const said = Object.entries(given).flatMap(([name, value]) =>
    Object.hasOwn(schema.shape, name) && typeof value === 'string' ? [[name, value] as const] : [],
  )
  const fields = schemaFields(schema)
  const wanted = Object.fromEntries(
    (said.length > 0 ? said : Object.entries(usual))
      .map(([name, value]) => [name, clean(fields[name], value)] as const)
      .filter(([, value]) => value !== ''),
  )
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(schema.shape, name))
  const parsed = schema.safeParse(wanted)
  if (parsed.success) return { query: parsed.data, ignored: unknown }
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
  const rest = Object.fromEntries(Object.entries(wanted).filter(([name]) => !wrong.has(name)))
  return { query: schema.parse(rest), ignored: [...unknown, ...wrong] }
}

/** As pasted or typed into an address by hand: without invisible marks, days and numbers in any script's digits. */
function clean(field: SchemaField | undefined, value: string): string {
  const isNumber = field?.isNumeric === true || field?.kind === 'date' || field?.kind === 'time'
  return isNumber ? plainNumber(value) : withoutUnseen(value)
}
