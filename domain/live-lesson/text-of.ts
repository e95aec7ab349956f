const KNOWN = new WeakMap<object, string>()

/** JSON of a value that never changes: what many viewers share is written out once. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const known = KNOWN.get(value)
  if (known !== undefined) return known
  const text = JSON.stringify(value)
  KNOWN.set(value, text)
  return text
}
