'use server'

import { redirect } from 'next/navigation'

import { text } from '@/app/_server/form-values'
import { runAction } from '@/app/_server/run-action'
import { enterOrWait, type NextStep } from '@/app/_server/second-step'
import { signIn } from '@/app/_server/sign-in'
import type { ErrorCode } from '@/domain/error-codes'

/** The refusal, and the address that was typed; never the password. */
export type SignInState = { code: ErrorCode; email: string } | null

/** The page of each step after the password. */
const NEXT_PAGES: Readonly<Record<NextStep, string>> = {
  in: '/',
  code: '/sign-in/code',
  'set-up': '/sign-in/second-factor',
}

/** Signs a member of staff in, or begins with the password, with or without scripts. */
export async function signInAction(_: SignInState, form: FormData): Promise<SignInState> {
  const email = text(form, 'email')
  const result = await runAction('sign-in', async () =>
    enterOrWait(await signIn({ email, password: text(form, 'password') })),
  )
  if (result.ok) redirect(NEXT_PAGES[result.data])
  return { code: result.error.code, email }
}
