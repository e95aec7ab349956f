const KNOWN = new WeakMap<object, string>()

/** JSON of an immutable value, serialised once for all viewers that share it. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const known = KNOWN.get(value)
  if (known !== undefined) return known
  const text = JSON.stringify(value)
  KNOWN.set(value, text)
  return text
}
