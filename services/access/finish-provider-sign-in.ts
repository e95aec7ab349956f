import * as z from 'zod'

import { finishOpenId, type OpenIdChecks } from '@/adapters/openid'
import { withActor, type Transaction } from '@/db/client'
import { findGeneration } from '@/db/queries/access-generations'
import {
  findOpenProvider,
  findTied,
  findWaitingTie,
  insertTie,
  keepSubject,
  selectProviderRoles,
} from '@/db/queries/sign-in-providers'
import { findActiveStaff, findStaffByEmail, insertStaff, listWorkplaces, lockStaffRoles } from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'
import type { ProviderId, StaffId } from '@/domain/ids'
import { rolesOfGroups } from '@/domain/people/follow-roles'
import type { StaffRole } from '@/domain/people/roles'
import { line } from '@/protocol/bounded'
import { writeAudit } from '@/services/audit/write-audit'
import { nameField } from '@/services/fields'
import { ELEVATED, SIGN_IN } from '@/services/system-actors'

import { applyGivenRoles } from './apply-given-roles'
import { auditCode, auditRefusal } from './audit-provider-refusal'
import type { SignedIn } from './check-password'
import { faultIn, openIdClientOf } from './openid-client'

const GROUPS_MAX = 500

/** What a provider says about somebody; whatever has another shape counts as not said. */
const saidBy = z.object({
  email: z.string().trim().toLowerCase().pipe(z.email().max(200)).nullable().catch(null),
  email_verified: z.boolean().catch(true).default(true),
  name: nameField.nullable().catch(null),
})
const subjectSaid = line(255)
/** A claim with one group may be a text. */
const groupsSaid = z.union([z.array(z.string()).max(GROUPS_MAX), z.string().transform((one) => [one])]).catch([])

type Provider = NonNullable<Awaited<ReturnType<typeof findOpenProvider>>>
type Said = { subject: string; email: string | null; isVerified: boolean; name: string | null; meant: StaffRole[] }
type Returned = { providerId: ProviderId; returned: URL; checks: OpenIdChecks }

/** A refusal is an outcome, because the roles that ended with it are still saved. */
type Outcome = { isIn: true; signedIn: SignedIn } | { isIn: false; code: ErrorCode }

/**
 * Signs somebody in whom a municipality's provider sent back to us. The account is the one to which this subject of this
 * provider is tied; an e-mail address opens none, except the one that an administrator has tied and that waits for its
 * first sign-in. Without an account one is made, if the groups mean a role and nobody has the address. The roles of this
 * provider follow the groups, in its own municipality; roles that were given by hand stay.
 * @throws DomainError `sign-in.provider-ended`, `sign-in.provider-unavailable`, `sign-in.not-completed` for a response
 * that fails a check, `sign-in.account-not-tied`, `sign-in.account-closed`, `sign-in.no-role`, `sign-in.no-email`.
 */
export async function finishProviderSignIn({ providerId, returned, checks }: Returned): Promise<SignedIn> {
  const provider = await withActor(SIGN_IN, (tx) => findOpenProvider(tx, providerId))
  if (!provider) throw new DomainError('sign-in.provider-ended')
  const { subject, claims } = await finish(provider, { returned, checks })
  // As the set-up actor, which alone may write accounts and roles. Nobody is signed in yet whose permission could count.
  const outcome = await withActor(ELEVATED, async (tx): Promise<Outcome> => {
    await lockStaffRoles(tx)
    const rows = await selectProviderRoles(tx, providerId)
    const { email, email_verified: isVerified, name } = saidBy.parse(claims)
    const meant = rolesOfGroups(rows, groupsSaid.parse(claims[provider.groupsClaim]))
    return enter(tx, provider, { subject, email, isVerified, name, meant })
  })
  if (outcome.isIn) return outcome.signedIn
  await auditCode(provider, outcome.code)
  throw new DomainError(outcome.code)
}

async function finish(provider: Provider, { returned, checks }: Pick<Returned, 'returned' | 'checks'>) {
  try {
    const { subject, claims } = await finishOpenId(openIdClientOf(provider), { returned, checks })
    return { subject: subjectSaid.parse(subject), claims }
  } catch (cause) {
    if (cause instanceof z.ZodError) throw new DomainError('sign-in.not-completed', {}, { cause })
    const fault = faultIn(cause)
    await auditRefusal(provider, fault)
    const code = fault === 'refused' ? 'sign-in.not-completed' : 'sign-in.provider-unavailable'
    throw new DomainError(code, { fault }, { cause })
  }
}

async function enter(tx: Transaction, provider: Provider, said: Said): Promise<Outcome> {
  const known = (await findTied(tx, provider.providerId, said.subject)) ?? (await keepWaiting(tx, provider, said))
  const account = known ?? (await addAccount(tx, provider, said))
  if (typeof account !== 'string') return account
  if (!(await findActiveStaff(tx, account))) return { isIn: false, code: 'sign-in.account-closed' }
  await applyGivenRoles(tx, provider, { staffId: account, meant: said.meant })
  const active = await findActiveStaff(tx, account)
  if (!active || active.roles.length === 0) return { isIn: false, code: 'sign-in.no-role' }
  const details = { providerId: provider.providerId, provider: provider.name }
  for (const municipalityId of await listWorkplaces(tx, account)) {
    await writeAudit(tx, SIGN_IN, { action: 'sign-in.by-provider', municipalityId, subjectId: account, details })
  }
  const generation = await findGeneration(tx, { kind: 'staff', id: account })
  return { isIn: true, signedIn: { staffId: account, name: active.name, language: active.language, generation } }
}

/** The account that an administrator has tied, by the address that the provider does not call unverified. */
async function keepWaiting(
  tx: Transaction,
  { providerId }: Provider,
  { email, isVerified, subject }: Said,
): Promise<StaffId | null> {
  if (email === null || !isVerified) return null
  const staffId = await findWaitingTie(tx, providerId, email)
  if (staffId) await keepSubject(tx, { providerId, staffId, subject })
  return staffId
}

async function addAccount(tx: Transaction, provider: Provider, said: Said): Promise<StaffId | Outcome> {
  const { email, name, subject } = said
  if (email === null) return { isIn: false, code: 'sign-in.no-email' }
  if (await findStaffByEmail(tx, email)) return { isIn: false, code: 'sign-in.account-not-tied' }
  if (said.meant.length === 0) return { isIn: false, code: 'sign-in.no-role' }
  const { providerId, municipalityId } = provider
  const staffId = await insertStaff(tx, { email, name: name ?? email, passwordHash: null, keptBy: [municipalityId] })
  await insertTie(tx, { providerId, staffId, subject, firstAt: new Date() })
  await writeAudit(tx, SIGN_IN, {
    action: 'staff.added-by-provider',
    municipalityId,
    subjectId: staffId,
    details: { providerId, provider: provider.name },
  })
  return staffId
}
