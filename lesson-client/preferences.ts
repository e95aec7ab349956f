/** Preferences that this device stores between visits; nothing about a person, and nothing that must not be lost. */
export function readPreference(key: string): string | null {
  try {
    return window.localStorage.getItem(`samsal:${key}`)
  } catch {
    // The browser has no storage: each visit starts with the defaults.
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
