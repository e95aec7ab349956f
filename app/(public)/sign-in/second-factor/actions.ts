'use server'

import { redirect } from 'next/navigation'

import { text } from '@/app/_server/form-values'
import { takeAttempt } from '@/app/_server/rate-limit'
import { runAction } from '@/app/_server/run-action'
import { finishSignIn, getOwner } from '@/app/_server/second-step'
import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor } from '@/services/access/second-factor'

import type { Refused } from '../code-form'

const CODE_MAX = 40

/** The recovery codes, which are shown once, or the refusal. */
export type ConfirmState = { codes: string[] } | { code: ErrorCode } | null

/** Begins setting a second factor up; the page then shows its secret. */
export async function beginFactorAction(): Promise<Refused> {
  const result = await runAction('begin-factor', async () => beginSecondFactor((await getOwner()).staffId))
  if (result.ok) redirect('/sign-in/second-factor')
  return { code: result.error.code }
}

/** Confirms a second factor by its first code, and finishes the sign-in that waited for it. */
export async function confirmFactorAction(_: ConfirmState, form: FormData): Promise<ConfirmState> {
  const result = await runAction('confirm-factor', async () => {
    const { staffId, waiting } = await getOwner()
    const codes = await confirmSecondFactor(staffId, text(form, 'code').slice(0, CODE_MAX), Date.now())
    if (waiting) await finishSignIn(waiting)
    return codes
  })
  return result.ok ? { codes: result.data } : { code: result.error.code }
}

/** Removes one's own second factor, by a code of it. */
export async function removeFactorAction(_: Refused, form: FormData): Promise<Refused> {
  const result = await runAction('remove-factor', async () => {
    const { staffId, waiting } = await getOwner()
    // Somebody who has only given a password finishes their sign-in first.
    if (waiting) throw new DomainError('access.not-signed-in')
    const code = text(form, 'code').slice(0, CODE_MAX)
    // Counted apart from sign-ins, in which a stranger may have used up the attempts.
    await takeAttempt('second-factor', `signed in ${staffId}`)
    await removeSecondFactor(staffId, code, Date.now())
  })
  if (result.ok) redirect('/sign-in/second-factor')
  return { code: result.error.code }
}
