import * as z from 'zod'

import { lockEnrolments, selectEnrolmentsById } from '@/db/queries/enrolments'
import type { ErrorCode } from '@/domain/error-codes'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { isAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { dateField } from '@/services/fields'
import { enrolmentId } from '@/services/ids'
import type { BulkAction } from '@/services/lists/bulk-action'
import { endEnrolmentIn } from './end-enrolment'

export const endEnrolmentsInput = z.strictObject({
  /** The last day of the enrolments. */
  untilOn: dateField,
})

type Row = Awaited<ReturnType<typeof selectEnrolmentsById>>[number]

/** Ends enrolments after a day; one that already has an end keeps it. */
export const endEnrolments: BulkAction<typeof endEnrolmentsInput> = {
  permission: 'enrolment.change',
  input: endEnrolmentsInput,
  look: async (tx, { actor, ids, input, lock }) => {
    const enrolmentIds = ids.map((id) => enrolmentId.parse(id))
    if (lock) await lockEnrolments(tx, enrolmentIds)
    const changeableIn = municipalitiesWithPermission(actor, 'participant.change')
    const found = await selectEnrolmentsById(tx, enrolmentIds, { changeableIn })
    return found.map((row) => ({
      id: row.enrolmentId,
      name: `${row.displayName} (${cardNumberOf(row.personId)})`,
      refusal: refusalOf(actor, row, input.untilOn),
      state: [row.displayName, row.isProtected, row.homeMunicipalityId, row.siteId, row.fromOn, row.untilOn],
    }))
  },
  apply: (tx, { actor, id, input }) => endEnrolmentIn(tx, actor, { ...input, enrolmentId: enrolmentId.parse(id) }),
}

function refusalOf(actor: Actor, row: Row, untilOn: string): ErrorCode | null {
  const places = [row.homeMunicipalityId, row.hostingMunicipalityId]
  if (!places.some((place) => isAllowed(actor, 'enrolment.change', place))) return 'access.not-allowed'
  if (row.untilOn !== null) return 'courses.enrolment-has-end'
  return untilOn < row.fromOn ? 'courses.end-before-start' : null
}
