/** What this tab keeps until it is closed. A browser without storage keeps nothing, and no page breaks by that. */
export function readTab(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key)
  } catch {
    return null
  }
}

/** @returns whether it is kept. */
export function writeTab(key: string, value: string | null): boolean {
  try {
    if (value === null) window.sessionStorage.removeItem(key)
    else window.sessionStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}
