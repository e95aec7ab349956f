'use server'

import { redirect } from 'next/navigation'

import { text } from '@/app/_server/form-values'
import { runAction } from '@/app/_server/run-action'
import { finishByCode } from '@/app/_server/second-step'

import type { Refused } from '../code-form'

/** Finishes a sign-in by the code of its second factor; the refusal otherwise. */
export async function checkCodeAction(_: Refused, form: FormData): Promise<Refused> {
  const result = await runAction('check-code', async () => finishByCode(text(form, 'code').slice(0, 40)))
  if (result.ok) redirect('/')
  return { code: result.error.code }
}
