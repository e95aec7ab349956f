'use server'

import { redirect } from 'next/navigation'

import { text } from '@/app/_server/form-values'
import { runAction } from '@/app/_server/run-action'
import { writeSession } from '@/app/_server/session'
import { signIn } from '@/app/_server/sign-in'
import type { ErrorCode } from '@/domain/error-codes'

/** The refusal, and the address that was typed; never the password. */
export type SignInState = { code: ErrorCode; email: string } | null

/** Signs a member of staff in, with or without scripts. */
export async function signInAction(_: SignInState, form: FormData): Promise<SignInState> {
  const email = text(form, 'email')
  const result = await runAction('sign-in', async () => {
    await writeSession(await signIn({ email, password: text(form, 'password') }))
  })
  if (result.ok) redirect('/')
  return { code: result.error.code, email }
}
