'use server'

import { redirect } from 'next/navigation'

import { text } from '@/app/_server/form-values'
import { runAction } from '@/app/_server/run-action'
import { finishByCode } from '@/app/_server/second-step'
import type { ErrorCode } from '@/domain/error-codes'

/** Finishes a sign-in by the code of its second factor; the refusal otherwise. */
export async function checkCodeAction(_: ErrorCode | null, form: FormData): Promise<ErrorCode | null> {
  const result = await runAction('check-code', async () => finishByCode(text(form, 'code').slice(0, 40)))
  if (result.ok) redirect('/')
  return result.error.code
}
