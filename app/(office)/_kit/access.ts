import 'server-only'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import type * as z from 'zod'

import { getTranslation } from '@/app/_server/i18n'
import { NOT_ALLOWED_PAGE } from '@/app/_server/load-or-not-found'
import { requireStaff } from '@/app/_server/require-actor'
import type { MunicipalityId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { isAllowed, type Permission } from '@/domain/people/permissions'

import type { OfficeKey } from './office-key'

export type Say = (key: string, values?: Record<string, unknown>) => string

/** The start of every office page: the actor, the permission check, and the texts in the actor's language. */
export async function requireOfficeAccess(permission: Permission) {
  const { actor } = await requireStaff()
  if (!isAllowed(actor, permission)) redirect(NOT_ALLOWED_PAGE)
  return officeFor(actor)
}

/** The same for an actor whose permissions are checked elsewhere. */
export async function officeFor(actor: StaffActor) {
  const { t, language } = await getTranslation()
  const say: Say = (key, values) => (values ? t(`office:${key}`, values) : t(`office:${key}`))
  const may = (what: Permission, where?: MunicipalityId) => isAllowed(actor, what, where)
  return { actor, language, t, say, may }
}

/** What the components of an office page need. */
export type Office = Awaited<ReturnType<typeof officeFor>>

/** Ids in a page's address; an invalid one redirects to the page that says so. */
export async function readParams<Schema extends z.ZodType>(
  schema: Schema,
  params: Promise<unknown>,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await params)
  return parsed.success ? parsed.data : notFound()
}

/** For actions of a home office: anybody else is redirected to the page that says so. */
export function leaveUnless(isAllowedHere: boolean): void {
  if (!isAllowedHere) redirect(NOT_ALLOWED_PAGE)
}

/** The title of an office page. */
export async function officeTitle(key: OfficeKey): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t(`office:${key}`) }
}
