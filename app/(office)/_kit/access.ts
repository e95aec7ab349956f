import 'server-only'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'

import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'
import type { MunicipalityId } from '@/domain/ids'
import { isAllowed, type Permission } from '@/domain/people/permissions'

import { getTranslation } from '@/app/_server/i18n'
import { requireStaff } from '@/app/_server/require-actor'

const NOT_ALLOWED_PAGE = '/office/not-allowed'
const NOT_THERE: readonly ErrorCode[] = ['access.not-found', 'courses.lesson-not-found']

export type Say = (key: string, values?: Record<string, unknown>) => string

/** What every office page begins with: who asks, whether she may, and the words of her language. */
export async function requireOfficeAccess(permission: Permission) {
  const { actor } = await requireStaff()
  if (!isAllowed(actor, permission)) redirect(NOT_ALLOWED_PAGE)
  const { t, language } = await getTranslation()
  const say: Say = (key, values = {}) => t(`office:${key}`, values)
  const may = (what: Permission, where?: MunicipalityId) => isAllowed(actor, what, where)
  return { actor, language, t, say, may }
}

/** Ids in a page's address; what is none leads to the page that says so. */
export async function readParams<Schema extends z.ZodType>(
  schema: Schema,
  params: Promise<unknown>,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await params)
  return parsed.success ? parsed.data : notFound()
}

/** Waits for what a page shows; what is not there or not hers leads to the page that says so. */
export async function loadOrNotFound<Data>(work: Promise<Data>): Promise<Data> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DomainError && NOT_THERE.includes(error.code)) notFound()
    if (error instanceof DomainError && error.code === 'access.not-allowed') redirect(NOT_ALLOWED_PAGE)
    throw error
  }
}

/** For what an office does where it is at home: anybody else is led to the page that says so. */
export function leaveUnless(isAllowedHere: boolean): void {
  if (!isAllowedHere) redirect(NOT_ALLOWED_PAGE)
}

/** The title of an office page. */
export async function officeTitle(key: string): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t(`office:${key}`) }
}
