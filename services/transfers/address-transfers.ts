import * as z from 'zod'

import { withActor } from '@/db/client'
import { lockNumber, selectKnownElsewhere } from '@/db/queries/person-identities'
import { closeQuestionsOfWithdrawn, findOpenRequestOf, insertTransferQuestions } from '@/db/queries/transfers'
import type { SystemActor } from '@/domain/people/actor'
import { writeAudit } from '@/services/audit/write-audit'
import { personId } from '@/services/ids'
import { ELEVATED } from '@/services/system-actors'

export const addressTransfersInput = z.strictObject({ personId })

/**
 * Puts the open request about a person to every municipality that has the same number, and withdraws the questions of
 * requests that were withdrawn. Done twice, it changes nothing. The log of each municipality that is asked keeps that it
 * was; the one that asks learns nothing.
 */
export async function addressTransfers(
  actor: SystemActor,
  input: z.infer<typeof addressTransfersInput>,
): Promise<{ put: number }> {
  return withActor(ELEVATED, async (tx) => {
    for (const closed of await closeQuestionsOfWithdrawn(tx, input.personId)) {
      const { municipalityId, personId: subjectId } = closed
      await writeAudit(tx, actor, { action: 'transfer.withdrawn', municipalityId, subjectId })
    }
    const before = await findOpenRequestOf(tx, input.personId)
    if (!before) return { put: 0 }
    await lockNumber(tx, before.numberHash)
    // Withdrawn or settled meanwhile, it is not put any more.
    const request = await findOpenRequestOf(tx, input.personId)
    if (!request || request.id !== before.id) return { put: 0 }
    const { numberHash: hash, municipalityId: homeMunicipalityId, fromOn, reason, askedAt, dueOn } = request
    const known = await selectKnownElsewhere(tx, { hash, homeMunicipalityId })
    const put = await insertTransferQuestions(
      tx,
      known.map((one) => ({
        ...{ requestId: request.id, askingMunicipalityId: homeMunicipalityId, fromOn, reason, askedAt, dueOn },
        ...one,
      })),
    )
    for (const { municipalityId, personId: subjectId } of put) {
      await writeAudit(tx, actor, { action: 'transfer.put', municipalityId, subjectId, details: { fromOn } })
    }
    return { put: put.length }
  })
}
