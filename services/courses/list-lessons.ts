import * as z from 'zod'

import { withActor } from '@/db/client'
import { LESSON_SORTS, selectLessons } from '@/db/queries/lessons'
import { LESSON_STATES } from '@/domain/courses/vocabulary'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { addDays, instantOf } from '@/domain/time'
import { dateField } from '@/services/fields'
import { groupId, municipalityId, siteId, staffId } from '@/services/ids'
import { answerPage, listInput } from '@/services/list-input'

export const listLessonsInput = listInput(LESSON_SORTS, {
  groupId: groupId.optional(),
  municipalityId: municipalityId.optional(),
  communicatorId: staffId.optional(),
  siteId: siteId.optional(),
  state: z.enum(LESSON_STATES).optional(),
  fromOn: dateField.optional(),
  untilOn: dateField.optional(),
})

/** Lessons of the region; `fromOn` and `untilOn` are dates in the region, both included. */
export async function listLessons(actor: Actor, input: z.infer<typeof listLessonsInput>) {
  assertAllowed(actor, 'group.list')
  const filter = {
    groupId: input.groupId ?? null,
    hostingMunicipalityId: input.municipalityId ?? null,
    communicatorId: input.communicatorId ?? null,
    siteId: input.siteId ?? null,
    state: input.state ?? null,
    fromAt: input.fromOn ? startOf(input.fromOn) : null,
    untilAt: input.untilOn ? startOf(addDays(input.untilOn, 1)) : null,
  }
  return answerPage(input, (paging) => withActor(actor, (tx) => selectLessons(tx, filter, paging)))
}

function startOf(date: string): Date {
  return new Date(instantOf(date, '00:00'))
}
