import * as z from 'zod'

import { withActor } from '@/db/client'
import { GROUP_SORTS, selectGroups } from '@/db/queries/groups'
import { COURSE_KINDS } from '@/domain/courses/vocabulary'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { dateField } from '@/services/fields'
import { municipalityId, staffId } from '@/services/ids'
import { answerPage, listInput } from '@/services/list-input'

export const listGroupsInput = listInput(GROUP_SORTS, {
  municipalityId: municipalityId.optional(),
  courseKind: z.enum(COURSE_KINDS).optional(),
  communicatorId: staffId.optional(),
  runningFrom: dateField.optional(),
})

/**
 * Groups of the region, with the number of today's participants whom the actor's municipalities teach, host or have as
 * residents.
 */
export async function listGroups(actor: Actor, input: z.infer<typeof listGroupsInput>) {
  assertAllowed(actor, 'group.list')
  const filter = {
    hostingMunicipalityId: input.municipalityId ?? null,
    courseKind: input.courseKind ?? null,
    communicatorId: input.communicatorId ?? null,
    runningFrom: input.runningFrom ?? null,
    onDate: dateOf(Date.now()),
    counted: {
      taughtBy: municipalitiesWithPermission(actor, 'group.list'),
      livingIn: municipalitiesWithPermission(actor, 'participant.list'),
    },
  }
  return answerPage(input, (paging) => withActor(actor, (tx) => selectGroups(tx, filter, paging)))
}
