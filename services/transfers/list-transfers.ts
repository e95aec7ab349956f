import * as z from 'zod'

import { withActor } from '@/db/client'
import { selectQuestionsOfPerson, selectTransferRequests } from '@/db/queries/transfers'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, isAllowed } from '@/domain/people/permissions'
import type { TransferState } from '@/domain/transfers/transfer-states'
import { personId } from '@/services/ids'
import { getShownPerson } from '@/services/people/get-shown-person'

export const listTransfersInput = z.strictObject({ personId })

/**
 * What the actor's municipality has asked about a person, latest first, and what waits for its answer. A request says
 * nothing of who was asked; the person who arrives has another id, `arrivingId`, once it is agreed.
 * @throws DomainError `access.not-found`.
 */
export async function listTransfers(actor: Actor, input: z.infer<typeof listTransfersInput>) {
  assertAllowed(actor, 'participant.list')
  return withActor(actor, async (tx) => {
    const person = await getShownPerson(tx, actor, input.personId)
    const mayAsk = isAllowed(actor, 'transfer.ask', person.homeMunicipalityId)
    const requests = await selectTransferRequests(tx, input.personId)
    const questions = isAllowed(actor, 'transfer.answer') ? await selectQuestionsOfPerson(tx, input.personId) : []
    return {
      requests,
      mayAsk: mayAsk && !requests.some(isUnderWay),
      questions: questions.map(({ questionId, askingMunicipalityName, dueOn }) => ({
        ...{ questionId, askingMunicipalityName, dueOn },
      })),
    }
  })
}

/** Somebody who is asked for, or on the way, is not asked for again. */
function isUnderWay({ state, arrivedAt }: { state: TransferState; arrivedAt: Date | null }): boolean {
  return state === 'asked' || (state === 'agreed' && arrivedAt === null)
}
