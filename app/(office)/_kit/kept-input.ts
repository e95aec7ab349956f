import * as z from 'zod'

import { readTab, writeTab } from '@/app/_components/tab-storage'
import { readJson } from './read-json'

const KEPT = 'samsal:form'
const keptInput = z.object({
  page: z.string(),
  form: z.string(),
  typed: z.record(z.string(), z.array(z.string())),
})
type Typed = z.output<typeof keptInput>['typed']

/** Keeps what was typed into a form of this page over one reload, in this tab only. @returns whether it is kept. */
export function keepInput(form: string, typed: Typed): boolean {
  return writeTab(KEPT, JSON.stringify({ page: window.location.pathname, form, typed }))
}

/** What was kept for a form of this page, once. */
export function takeKeptInput(form: string): Typed | null {
  const kept = readJson(readTab(KEPT), keptInput)
  if (kept?.page !== window.location.pathname || kept.form !== form) return null
  writeTab(KEPT, null)
  return kept.typed
}
