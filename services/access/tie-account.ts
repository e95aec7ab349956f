import * as z from 'zod'

import { withActor } from '@/db/client'
import { deleteTie, findProvider, insertTie, selectProviders, selectTies } from '@/db/queries/sign-in-providers'
import { findStaff, selectKeepers } from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { writeAudit } from '@/services/audit/write-audit'
import { found } from '@/services/found'
import { providerId, staffId } from '@/services/ids'
import { ELEVATED } from '@/services/system-actors'

import { raiseAccess } from './raise-access'

export const tieAccountInput = z.strictObject({ staffId, providerId })
export const listTiesInput = z.strictObject({ staffId })

/**
 * Lets an existing account be opened by a municipality's provider: by whom the provider first sends with the account's
 * address, and then by them alone. Only for accounts that no other municipality manages, because those who run
 * the provider could enter as them.
 * @throws DomainError `access.not-allowed`, `access.not-found`, `providers.account-elsewhere`, `input.already-taken`.
 */
export async function tieAccount(actor: Actor, input: z.infer<typeof tieAccountInput>): Promise<void> {
  assertAllowed(actor, 'staff.change')
  const own = municipalitiesWithPermission(actor, 'staff.change')
  // As the set-up actor, which alone may write ties.
  await withActor(ELEVATED, async (tx) => {
    const provider = found(await findProvider(tx, input.providerId))
    const member = found(await findStaff(tx, input.staffId))
    const keepers = await selectKeepers(tx, member.staffId)
    if (!own.includes(provider.municipalityId)) throw new DomainError('access.not-found')
    if (!keepers.some((id) => own.includes(id))) throw new DomainError('access.not-found')
    if (!keepers.every((id) => own.includes(id))) throw new DomainError('providers.account-elsewhere')
    const tiedBy = actor.kind === 'staff' ? actor.staffId : null
    const isNew = await insertTie(tx, { ...input, tiedBy })
    if (!isNew) throw new DomainError('input.already-taken', { field: 'providerId' })
    const details = { providerId: provider.providerId, provider: provider.name }
    for (const municipalityId of new Set([...keepers, provider.municipalityId])) {
      await writeAudit(tx, actor, { action: 'staff.tied', municipalityId, subjectId: member.staffId, details })
    }
  })
}

/**
 * Ends that a provider opens an account, and every session of the account; its roles stay. Administrators of the
 * provider's municipality and all who manage the account may do it.
 * @throws DomainError `access.not-allowed`, `access.not-found`.
 */
export async function untieAccount(actor: Actor, input: z.infer<typeof tieAccountInput>): Promise<void> {
  assertAllowed(actor, 'staff.change')
  const own = municipalitiesWithPermission(actor, 'staff.change')
  await withActor(ELEVATED, async (tx) => {
    const provider = found(await findProvider(tx, input.providerId))
    const keepers = await selectKeepers(tx, input.staffId)
    const places = new Set([...keepers, provider.municipalityId])
    if (![...places].some((id) => own.includes(id))) throw new DomainError('access.not-found')
    found((await deleteTie(tx, input)) || null)
    await raiseAccess(tx, { kind: 'staff', id: input.staffId })
    const details = { providerId: provider.providerId, provider: provider.name }
    for (const municipalityId of places) {
      await writeAudit(tx, actor, { action: 'staff.untied', municipalityId, subjectId: input.staffId, details })
    }
  })
}

/**
 * By which providers an account can be opened, and to which the actor can tie it. All who manage an account see them:
 * anyone who gives it a role trusts those who can open it.
 * @throws DomainError `access.not-allowed`, `access.not-found`.
 */
export async function listTies(actor: Actor, input: z.infer<typeof listTiesInput>) {
  assertAllowed(actor, 'staff.change')
  const own = municipalitiesWithPermission(actor, 'staff.change')
  return withActor(ELEVATED, async (tx) => {
    const keepers = await selectKeepers(tx, input.staffId)
    if (!keepers.some((id) => own.includes(id))) throw new DomainError('access.not-found')
    const ties = await selectTies(tx, input.staffId)
    if (!keepers.every((id) => own.includes(id))) return { ties, offered: [] }
    const known = new Set(ties.map((tie) => tie.providerId))
    const offered = []
    for (const municipalityId of keepers) {
      for (const { providerId: id, name } of await selectProviders(tx, municipalityId)) {
        if (!known.has(id)) offered.push({ providerId: id, name })
      }
    }
    return { ties, offered }
  })
}
