import type { z } from 'zod'

export type SearchParams = Promise<Record<string, string | string[] | undefined>>

type Given = Record<string, string | string[] | undefined>

/**
 * A list's input as the address says it. What the list does not know or cannot read is left out, so that an old
 * bookmark still opens. `usual` counts when the address says nothing at all.
 */
export function readQuery<Schema extends z.ZodObject>(
  schema: Schema,
  given: Given,
  usual: Record<string, string> = {},
): z.output<Schema> {
  const said = Object.entries(given).flatMap(([name, value]) =>
    name in schema.shape && typeof value === 'string' ? [[name, value] as const] : [],
  )
  const wanted = Object.fromEntries(
    (said.length > 0 ? said : Object.entries(usual)).filter(([, value]) => value !== ''),
  )
  const parsed = schema.safeParse(wanted)
  if (parsed.success) return parsed.data
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]))
  return schema.parse(Object.fromEntries(Object.entries(wanted).filter(([name]) => !wrong.has(name))))
}
