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

const INDEX = /^\d{1,3}$/

/** The rows of fields named `<name>.<index>.<field>`, in order of their index, of which there are a thousand at most. */
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

/** What was typed, by field, so that a page without scripts can show it again; never a password. */
export function typedIn(form: FormData): Record<string, string[]> {
  const typed = new Map<string, string[]>()
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('$') || name === 'password') continue
    const before = typed.get(name)
    if (before) before.push(value)
    else typed.set(name, [value])
  }
  return Object.fromEntries(typed)
}
