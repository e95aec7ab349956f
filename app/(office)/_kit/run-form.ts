import 'server-only'
import { redirect } from 'next/navigation'

import type { StaffActor } from '@/domain/people/actor'

import { typedIn } from '@/app/_server/form-values'
import { getStaffActor } from '@/app/_server/require-actor'
import { runAction, type ActionResult } from '@/app/_server/run-action'

/** Where an office form leads when it has done its work: to another page, or to a note (`notes.*`) on this one. */
type Done = { to: string } | { note: string; values?: Record<string, string | number> }
export type FormState = (ActionResult<Done> & { typed: Record<string, string[]> }) | null

/** Runs the work of an office form in the name of who is signed in. */
export async function runForm(
  name: string,
  form: FormData,
  work: (actor: StaffActor) => Promise<Done>,
): Promise<FormState> {
  const result = await runAction(name, async () => work(await getStaffActor()))
  if (result.ok && 'to' in result.data) redirect(result.data.to)
  return { ...result, typed: typedIn(form) }
}
