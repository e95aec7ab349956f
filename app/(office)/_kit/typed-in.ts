/** The input by field, so that a page without scripts can show it again; never a password. */
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
