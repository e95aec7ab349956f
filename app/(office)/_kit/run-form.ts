import 'server-only'
import { redirect } from 'next/navigation'
import type * as z from 'zod'

import { getStaffActor } from '@/app/_server/require-actor'
import { parseInput, runAction, type ActionResult } from '@/app/_server/run-action'
import type { ErrorCode } from '@/domain/error-codes'
import type { StaffActor } from '@/domain/people/actor'

import type { NoteKey } from './office-key'
import { readForm } from './read-form'
import { typedIn } from './typed-in'

/**
 * Where an office form leads when it has succeeded: to another page, with or without a note, or to a note on this one.
 */
type Done = { to: string; done?: NoteKey } | { note: NoteKey; values?: Record<string, string | number> }
/** A question before the work is done: each of its items is ticked, or looked at on its own page. */
export type FormQuestion = {
  code: ErrorCode
  title: string
  text: string
  /** The field that the ticked items are sent in. */
  name: string
  tick: string
  items: readonly { value: string; label: string; detail: string; href: string }[]
}
export type FormState = (ActionResult<Done> & { typed: Record<string, string[]>; question?: FormQuestion }) | null

type Sent<Schema> = { name: string; form: FormData; schema: Schema }

/** Runs an office form's action with its parsed input, on behalf of the signed-in actor. */
export async function runForm<Schema extends z.ZodObject>(
  { name, form, schema }: Sent<Schema>,
  work: (actor: StaffActor, input: z.output<Schema>) => Promise<Done | { question: FormQuestion }>,
): Promise<FormState> {
  const result = await runAction(name, async () => {
    const actor = await getStaffActor()
    return work(actor, parseInput(schema, readForm(schema, form)))
  })
  const typed = typedIn(form)
  if (!result.ok) return { ...result, typed }
  const { data } = result
  if ('question' in data) {
    return { ok: false, error: { code: data.question.code, details: {} }, fields: {}, typed, question: data.question }
  }
  if ('to' in data) redirect(addressOf(data))
  return { ok: true, data, typed }
}

function addressOf({ to, done }: { to: string; done?: NoteKey }): string {
  return done === undefined ? to : `${to}${to.includes('?') ? '&' : '?'}done=${done}`
}
