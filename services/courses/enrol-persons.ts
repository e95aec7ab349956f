import type * as z from 'zod'

import { selectEnrolledAmong } from '@/db/queries/enrolments'
import { findGroup, isSiteInGroup } from '@/db/queries/groups'
import { lockPerson } from '@/db/queries/people'
import { selectShownPersons } from '@/db/queries/shown-persons'
import { DomainError } from '@/domain/domain-error'
import type { ErrorCode } from '@/domain/error-codes'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { cardNumberOf } from '@/domain/people/card-number'
import { mayBeShown } from '@/domain/people/may-be-shown'
import { isAllowed } from '@/domain/people/permissions'
import { found } from '@/services/found'
import { personId } from '@/services/ids'
import type { BulkAction } from '@/services/lists/bulk-action'
import { enrolPersonIn, enrolPersonInput } from './enrol-person'

export const enrolPersonsInput = enrolPersonInput.omit({ personId: true, cameraReason: true })

type Input = z.infer<typeof enrolPersonsInput>
type Row = Awaited<ReturnType<typeof selectShownPersons>>[number]
type Asked = { actor: Actor; input: Input; host: MunicipalityId; enrolled: ReadonlySet<PersonId> }

/**
 * Enrols participants in a group. Protected persons are enrolled in a classroom one at a time, because each needs a
 * separate reason.
 */
export const enrolPersons: BulkAction<typeof enrolPersonsInput> = {
  permission: 'enrolment.change',
  input: enrolPersonsInput,
  look: async (tx, { actor, ids, input, lock }) => {
    const personIds = ids.map((id) => personId.parse(id))
    if (lock) for (const id of personIds) await lockPerson(tx, id)
    const group = found(await findGroup(tx, input.groupId))
    if (input.siteId !== null && !(await isSiteInGroup(tx, input.groupId, input.siteId))) {
      throw new DomainError('courses.site-not-in-group', { field: 'siteId' })
    }
    const enrolled = await selectEnrolledAmong(tx, input, personIds)
    const persons = (await selectShownPersons(tx, personIds)).filter((person) => mayBeShown(actor, person))
    const asked = { actor, input, host: group.hostingMunicipalityId, enrolled }
    return persons.map((person) => ({
      id: person.personId,
      name: `${person.displayName} (${cardNumberOf(person.personId)})`,
      refusal: refusalOf(person, asked),
      state: [person.displayName, person.isProtected, person.homeMunicipalityId, group.name],
    }))
  },
  apply: async (tx, { actor, id, input }) => {
    await enrolPersonIn(tx, actor, { ...input, personId: personId.parse(id) })
  },
}

function refusalOf(person: Row, { actor, input, host, enrolled }: Asked): ErrorCode | null {
  const places = [person.homeMunicipalityId, host]
  if (!places.some((place) => isAllowed(actor, 'enrolment.change', place))) return 'access.not-allowed'
  if (enrolled.has(person.personId)) return 'courses.already-enrolled'
  return person.isProtected && input.siteId !== null ? 'courses.camera-reason-required' : null
}
