import { randomUUID } from 'node:crypto'

import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import {
  endGivenRoles,
  findProvider,
  insertProvider,
  replaceProviderRoles,
  selectHoldersOf,
  selectProviders,
  updateProvider,
} from '@/db/queries/sign-in-providers'
import { lockStaffRoles, selectAdministered } from '@/db/queries/staff'
import { DomainError } from '@/domain/domain-error'
import type { ProviderId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { STAFF_ROLES } from '@/domain/people/roles'
import { line, token } from '@/protocol/bounded'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField, nameField } from '@/services/fields'
import { found } from '@/services/found'
import { municipalityId, providerId } from '@/services/ids'
import { mapUniqueViolation } from '@/services/refuse-taken'
import { ELEVATED } from '@/services/system-actors'

import { mayBeIssuer, sealClientSecret } from './openid-client'
import { raiseAccess } from './raise-access'

const TAKEN = { provider_once: new DomainError('input.already-taken', { field: 'clientId' }) }
const PROVIDERS_MAX = 10

export const saveProviderInput = z.strictObject({
  providerId: providerId.nullable(),
  municipalityId,
  name: nameField,
  /** Null keeps it: who signs in is known by the issuer's word, so another issuer is another provider. */
  issuer: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable(),
  clientId: token(200).min(1),
  /** Null keeps the secret. */
  clientSecret: token(300).nullable(),
  groupsClaim: token(100).min(1),
  fromOn: dateField,
  /** The last day; null without an end. */
  untilOn: dateField.nullable(),
  roles: z.array(z.strictObject({ groupValue: line(200), role: z.enum(STAFF_ROLES) })).max(100),
})

type Input = z.infer<typeof saveProviderInput>

/**
 * Adds or changes a municipality's own sign-in. Its roles end with it, and no later than it; those who lose one today are
 * signed out.
 * @throws DomainError `access.not-allowed`, `access.not-found`, `input.required` without a first issuer or secret,
 * `providers.not-https`, `providers.too-many`, `input.already-taken`, `input.listed-twice`, `courses.end-before-start`,
 * `people.last-administrator` when nobody would administer the municipality after its last day.
 */
export async function saveProvider(actor: Actor, input: Input): Promise<{ providerId: ProviderId }> {
  assertAllowed(actor, 'staff.change', input.municipalityId)
  assertFits(input)
  // As the set-up actor, which alone may write providers and roles: the permission is checked here.
  const save = withActor(ELEVATED, async (tx) => {
    await lockStaffRoles(tx)
    const { id, issuer } = input.providerId === null ? await add(tx, input) : await change(tx, input, input.providerId)
    await replaceProviderRoles(tx, id, input.roles)
    if (input.untilOn !== null) await endRoles(tx, id, { ...input, lastOn: input.untilOn })
    await writeAudit(tx, actor, {
      action: 'provider.saved',
      municipalityId: input.municipalityId,
      subjectId: id,
      details: detailsOf(input, issuer),
    })
    return { providerId: id }
  })
  return mapUniqueViolation(TAKEN, save)
}

function detailsOf(input: Input, issuer: string) {
  return {
    isNew: input.providerId === null,
    provider: input.name,
    issuer,
    hasNewSecret: input.clientSecret !== null,
    mapping: input.roles.map(({ groupValue, role }) => `${groupValue} = ${role}`).join('; '),
    fromOn: input.fromOn,
    ...(input.untilOn !== null && { untilOn: input.untilOn }),
  }
}

type Saved = { id: ProviderId; issuer: string }

async function add(tx: Transaction, input: Input): Promise<Saved> {
  const { issuer, clientSecret, municipalityId: at } = input
  if (issuer === null) throw new DomainError('input.required', { field: 'issuer' })
  if (clientSecret === null) throw new DomainError('input.required', { field: 'clientSecret' })
  if (!mayBeIssuer(issuer)) throw new DomainError('providers.not-https', { field: 'issuer' })
  const before = await selectProviders(tx, at)
  if (before.length >= PROVIDERS_MAX) throw new DomainError('providers.too-many')
  const id = randomUUID() as ProviderId
  const sealedSecret = sealClientSecret(id, clientSecret)
  await insertProvider(tx, { id, municipalityId: at, issuer, sealedSecret, ...valuesOf(input) })
  return { id, issuer }
}

async function change(tx: Transaction, input: Input, id: ProviderId): Promise<Saved> {
  const known = found(await findProvider(tx, id))
  if (known.municipalityId !== input.municipalityId) throw new DomainError('access.not-found')
  if (input.issuer !== null && input.issuer !== known.issuer) throw new DomainError('access.not-allowed')
  const { clientSecret } = input
  const secret = clientSecret === null ? {} : { sealedSecret: sealClientSecret(id, clientSecret) }
  await updateProvider(tx, id, { ...valuesOf(input), ...secret })
  return { id, issuer: known.issuer }
}

function valuesOf({ name, clientId, groupsClaim, fromOn, untilOn }: Input) {
  return { name, clientId, groupsClaim, fromOn, untilOn }
}

async function endRoles(
  tx: Transaction,
  id: ProviderId,
  { municipalityId: at, lastOn }: Pick<Input, 'municipalityId'> & { lastOn: string },
): Promise<void> {
  const before = await selectAdministered(tx, [at])
  const holders = await selectHoldersOf(tx, id)
  await endGivenRoles(tx, id, lastOn)
  const after = await selectAdministered(tx, [at])
  if (before.length > after.length) throw new DomainError('people.last-administrator', { field: 'untilOn' })
  const left = new Set(await selectHoldersOf(tx, id))
  for (const staffId of holders) if (!left.has(staffId)) await raiseAccess(tx, { kind: 'staff', id: staffId })
}

/** @throws DomainError `courses.end-before-start`, `input.listed-twice`, each at its field. */
function assertFits({ fromOn, untilOn, roles }: Input): void {
  if (untilOn !== null && untilOn < fromOn) throw new DomainError('courses.end-before-start', { field: 'untilOn' })
  for (const [at, row] of roles.entries()) {
    const isTwice = roles.slice(0, at).some((one) => one.groupValue === row.groupValue && one.role === row.role)
    if (isTwice) throw new DomainError('input.listed-twice', { field: `roles.${at}.groupValue` })
  }
}
