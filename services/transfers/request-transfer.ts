import * as z from 'zod'

import { withActor } from '@/db/client'
import { hasOpened } from '@/db/queries/openings'
import { lockPerson } from '@/db/queries/people'
import { findNumberHash } from '@/db/queries/person-identities'
import { findOpenRequestOf } from '@/db/queries/transfers'
import { DomainError } from '@/domain/domain-error'
import type { TransferRequestId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { dateField, reasonField } from '@/services/fields'
import { personId } from '@/services/ids'
import { getShownPerson } from '@/services/people/get-shown-person'

import { askOthers } from './ask-others'

export const requestTransferInput = z.strictObject({ personId, fromOn: dateField, reason: reasonField })

/**
 * Asks the other municipalities for somebody whom the actor's municipality has registered with a number: again after a
 * request has ended, and for the first time for a protected person, whose new municipality nobody learns before somebody
 * has decided that they may. The answer is the same whether or not the number is known anywhere else.
 * @throws DomainError `people.reason-required`, `people.not-opened` for a protected person, `transfers.no-number`,
 * `transfers.already-asked`, `access.not-found`.
 */
export async function requestTransfer(
  actor: StaffActor,
  input: z.infer<typeof requestTransferInput>,
): Promise<{ requestId: TransferRequestId }> {
  assertAllowed(actor, 'transfer.ask')
  if (input.reason === '') throw new DomainError('people.reason-required', { field: 'reason' })
  return withActor(actor, async (tx) => {
    await lockPerson(tx, input.personId)
    const person = await getShownPerson(tx, actor, input.personId)
    const { personId: id, homeMunicipalityId: home, isProtected } = person
    assertAllowed(actor, 'transfer.ask', home)
    if (isProtected && !(await hasOpened(tx, id, 'protected.opened'))) throw new DomainError('people.not-opened')
    const numberHash = await findNumberHash(tx, id)
    if (numberHash === null) throw new DomainError('transfers.no-number')
    if (await findOpenRequestOf(tx, id)) throw new DomainError('transfers.already-asked')
    const { fromOn, reason } = input
    return { requestId: await askOthers(tx, actor, { personId: id, municipalityId: home, numberHash, fromOn, reason }) }
  })
}
