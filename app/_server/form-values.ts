/** A field as it was typed; empty when it is not there. */
export function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** A field that may be left empty. */
export function optional(form: FormData, name: string): string | null {
  const value = text(form, name)
  return value === '' ? null : value
}

/** A number; undefined when the field is empty, so that the schema asks for it. */
export function figure(form: FormData, name: string): number | undefined {
  const value = text(form, name).trim()
  return value === '' ? undefined : Number(value)
}

/** All values of a field that can be chosen several times. */
export function chosen(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string')
}

/** The rows of fields named `<name>.<index>.<field>`, in order of their index. */
export function rowsOf(form: FormData, name: string): Record<string, string>[] {
  const rows: Record<string, string>[] = []
  for (const [key, value] of form) {
    const [list, index, field] = key.split('.')
    if (list !== name || field === undefined || typeof value !== 'string') continue
    const row = (rows[Number(index)] ??= {})
    row[field] = value
  }
  return rows.filter((row) => row !== undefined)
}

/** What was typed, by field, so that a page without scripts can show it again; never a password. */
export function typedIn(form: FormData): Record<string, string[]> {
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith('$') && name !== 'password')
  return Object.fromEntries(names.map((name) => [name, chosen(form, name)]))
}
