type Typed = Record<string, string[]>

const KEPT = 'samsal:form'

/** Keeps what was typed into a form of this page over one reload, in this tab only. */
export function keepInput(form: string, typed: Typed): void {
  window.sessionStorage.setItem(KEPT, JSON.stringify({ page: window.location.pathname, form, typed }))
}

/** What was kept for a form of this page, once. */
export function takeKeptInput(form: string): Typed | null {
  const text = window.sessionStorage.getItem(KEPT)
  if (text === null) return null
  const kept = JSON.parse(text) as { page: string; form: string; typed: Typed }
  if (kept.page !== window.location.pathname || kept.form !== form) return null
  window.sessionStorage.removeItem(KEPT)
  return kept.typed
}
