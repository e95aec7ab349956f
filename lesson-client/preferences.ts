/** What this device remembers for itself between visits; nothing of a person, and nothing that must not be lost. */
export function readPreference(key: string): string | null {
  try {
    return window.localStorage.getItem(`samsal:${key}`)
  } catch {
    // A browser that keeps nothing: each visit begins anew.
    return null
  }
}

export function writePreference(key: string, value: string | null): void {
  try {
    if (value === null) window.localStorage.removeItem(`samsal:${key}`)
    else window.localStorage.setItem(`samsal:${key}`, value)
  } catch {
    // As above.
  }
}
