import 'server-only'
import { notFound, redirect } from 'next/navigation'

import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'

export const NOT_ALLOWED_PAGE = '/office/not-allowed'
const NOT_THERE: readonly ErrorCode[] = ['access.not-found', 'courses.lesson-not-found']

/** Awaits a page's data; if it is missing or not for the actor, redirects to the page that says so. */
export async function loadOrNotFound<Data>(work: Promise<Data>): Promise<Data> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DomainError && NOT_THERE.includes(error.code)) notFound()
    if (error instanceof DomainError && error.code === 'access.not-allowed') redirect(NOT_ALLOWED_PAGE)
    throw error
  }
}
