import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import { lockPerson, upsertRegistration } from '@/db/queries/people'
import { findNumberHash, lockNumber } from '@/db/queries/person-identities'
import { findMunicipality } from '@/db/queries/regions'
import { findPerson } from '@/db/queries/shown-persons'
import { answerTransferQuestion, selectOpenRequestsAbout, settleTransferRequest } from '@/db/queries/transfers'
import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { dateField } from '@/services/fields'
import { found } from '@/services/found'
import { municipalityId, personId } from '@/services/ids'
import { ELEVATED } from '@/services/system-actors'
import { arrive } from '@/services/transfers/agree-to-transfer'
import { overtakeRequests } from '@/services/transfers/refuse-question'
import { settleHome } from '@/services/transfers/settle-home'
import { getShownPerson } from './get-shown-person'

export const changeHomeMunicipalityInput = z.strictObject({ personId, municipalityId, fromOn: dateField })

type Input = z.infer<typeof changeHomeMunicipalityInput>

/**
 * Registers a participant's home municipality from a date on. Later lessons are assessed again, so that their minutes
 * belong to the right municipality.
 * @throws DomainError `access.not-found`, `input.in-the-future`, `input.unknown-choice`,
 * `people.moved-meanwhile` when a transfer or another move came first.
 */
export async function changeHomeMunicipality(
  actor: Actor,
  input: Input,
): Promise<{ homeMunicipalityId: MunicipalityId }> {
  assertAllowed(actor, 'participant.change')
  if (input.fromOn > dateOf(Date.now())) throw new DomainError('input.in-the-future', { field: 'fromOn' })
  const person = await withActor(actor, (tx) => getShownPerson(tx, actor, input.personId))
  assertAllowed(actor, 'participant.change', person.homeMunicipalityId)
  const hash = await withActor(actor, (tx) => findNumberHash(tx, input.personId))
  return withActor(ELEVATED, async (tx) => {
    const target = await findMunicipality(tx, input.municipalityId)
    if (!target) throw new DomainError('input.unknown-choice', { field: 'municipalityId' })
    // In the order of everything that settles transfers.
    if (hash !== null) await lockNumber(tx, hash)
    await lockPerson(tx, input.personId)
    const now = found(await findPerson(tx, input.personId))
    if (now.homeMunicipalityId !== person.homeMunicipalityId) throw new DomainError('people.moved-meanwhile')
    await upsertRegistration(tx, input)
    const { fromOn } = input
    const homeMunicipalityId = await settleHome(tx, actor, { person: now, fromOn, today: dateOf(Date.now()) })
    await settleRequests(tx, actor, { person: now, to: homeMunicipalityId, fromOn })
    return { homeMunicipalityId }
  })
}

type Moved = { person: NonNullable<Awaited<ReturnType<typeof findPerson>>>; to: MunicipalityId; fromOn: string }

/** The municipality that the person moves to has what it asked for; others that asked are told. */
async function settleRequests(tx: Transaction, actor: Actor, { person, to, fromOn }: Moved): Promise<void> {
  if (to === person.homeMunicipalityId) return
  const { personId } = person
  const answeredBy = actor.kind === 'staff' ? actor.staffId : null
  for (const { questionId, requestId, askingMunicipalityId } of await selectOpenRequestsAbout(tx, personId)) {
    if (askingMunicipalityId !== to) continue
    await answerTransferQuestion(tx, questionId, { state: 'agreed', agreedFromOn: fromOn, answeredBy })
    const agreed = { state: 'agreed', agreedFromOn: fromOn, arrivingId: personId } as const
    if (await settleTransferRequest(tx, requestId, agreed)) await arrive(tx, requestId)
  }
  await overtakeRequests(tx, actor, { person, answeredBy })
}
