import type * as z from 'zod'

/** A stored text of this shape; null for none, and for one of another version or another hand. */
export function readJson<Schema extends z.ZodType>(text: string | null, schema: Schema): z.output<Schema> | null {
  try {
    return schema.parse(JSON.parse(text ?? 'null'))
  } catch {
    return null
  }
}
