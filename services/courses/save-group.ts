import * as z from 'zod'

import { withActor, type Transaction } from '@/db/client'
import {
  findGroup,
  insertGroup,
  replaceGroupSites,
  replacePatterns,
  selectSitesInUse,
  updateComingLessons,
  updateGroup,
} from '@/db/queries/groups'
import { countSites } from '@/db/queries/regions'
import { holdsRole } from '@/db/queries/staff'
import { assertTimesInOrder } from '@/domain/courses/lesson-times'
import { COURSE_KINDS, SFI_COURSES } from '@/domain/courses/vocabulary'
import { DomainError } from '@/domain/domain-error'
import type { GroupId } from '@/domain/ids'
import { SPOKEN_LANGUAGES } from '@/domain/languages'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { dateOf } from '@/domain/time'
import { raiseAccessOfFormer, raiseAccessOfScreens } from '@/services/access/raise-access'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField, nameField, timeField } from '@/services/fields'
import { found } from '@/services/found'
import { groupId, municipalityId, siteId, staffId } from '@/services/ids'
import { whole } from '@/protocol/bounded'

const PATTERNS_MAX = 21
const SITES_MAX = 50

export const saveGroupInput = z.strictObject({
  groupId: groupId.nullable(),
  hostingMunicipalityId: municipalityId,
  name: nameField,
  courseKind: z.enum(COURSE_KINDS),
  sfiCourse: z.enum(SFI_COURSES).nullable(),
  language: z.enum(SPOKEN_LANGUAGES),
  communicatorId: staffId,
  startsOn: dateField,
  endsOn: dateField,
  patterns: z
    .array(
      z.strictObject({
        weekday: whole(1, 7),
        startsAt: timeField,
        endsAt: timeField,
        breakStartsAt: timeField.nullable(),
        breakEndsAt: timeField.nullable(),
      }),
    )
    .max(PATTERNS_MAX),
  siteIds: z.array(siteId).max(SITES_MAX),
})

type Input = z.infer<typeof saveGroupInput>

/**
 * Adds or changes a group; its hosting municipality does not change. A new communicator takes over the lessons that
 * have not begun; planned lessons keep their times.
 * @throws DomainError `courses.sfi-course-required`, `courses.end-before-start`, `courses.break-outside-lesson`,
 * `input.unknown-choice` for a communicator or site, `regions.site-in-use` when people are enrolled at a site that is
 * removed.
 */
export async function saveGroup(actor: Actor, input: Input): Promise<{ groupId: GroupId }> {
  assertAllowed(actor, 'group.change', input.hostingMunicipalityId)
  assertFieldsFit(input)
  return withActor(actor, async (tx) => {
    await assertChoicesKnown(tx, input)
    const id = input.groupId === null ? await insertGroup(tx, valuesOf(input)) : await change(tx, input.groupId, input)
    await replacePatterns(tx, id, input.patterns)
    const gone = await replaceGroupSites(tx, id, [...new Set(input.siteIds)])
    for (const siteId of gone) await raiseAccessOfScreens(tx, siteId)
    await writeAudit(tx, actor, {
      action: 'group.saved',
      municipalityId: input.hostingMunicipalityId,
      subjectId: id,
      details: { isNew: input.groupId === null },
    })
    return { groupId: id }
  })
}

function assertFieldsFit(input: Input): void {
  if (input.courseKind === 'sfi' && input.sfiCourse === null) {
    throw new DomainError('courses.sfi-course-required', { field: 'sfiCourse' })
  }
  if (input.courseKind !== 'sfi' && input.sfiCourse !== null) {
    throw new DomainError('input.unknown-choice', { field: 'sfiCourse' })
  }
  if (input.endsOn < input.startsOn) throw new DomainError('courses.end-before-start', { field: 'endsOn' })
  input.patterns.forEach((pattern, index) => {
    try {
      assertTimesInOrder(pattern)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      throw new DomainError(error.code, { field: `patterns.${index}.${error.details.field}` }, { cause: error })
    }
  })
}

async function assertChoicesKnown(tx: Transaction, input: Input): Promise<void> {
  const held = { role: 'communicator', municipalityId: input.hostingMunicipalityId } as const
  if (!(await holdsRole(tx, input.communicatorId, held))) {
    throw new DomainError('input.unknown-choice', { field: 'communicatorId' })
  }
  const siteIds = [...new Set(input.siteIds)]
  if (siteIds.length > 0 && (await countSites(tx, siteIds)) < siteIds.length) {
    throw new DomainError('input.unknown-choice', { field: 'siteIds' })
  }
}

function valuesOf({ groupId: _id, patterns: _patterns, siteIds: _siteIds, ...values }: Input) {
  return values
}

async function change(tx: Transaction, id: GroupId, input: Input): Promise<GroupId> {
  const group = found(await findGroup(tx, id))
  if (group.hostingMunicipalityId !== input.hostingMunicipalityId) throw new DomainError('access.not-found')
  const now = new Date()
  const inUse = await selectSitesInUse(tx, id, dateOf(now.getTime()))
  if (inUse.some((site) => !input.siteIds.includes(site)))
    throw new DomainError('regions.site-in-use', { field: 'siteIds' })
  await updateGroup(tx, id, valuesOf(input))
  if (group.communicatorId !== input.communicatorId) {
    const { communicatorId } = group
    const starts = await updateComingLessons(tx, id, { communicatorId: input.communicatorId, now })
    await raiseAccessOfFormer(
      tx,
      starts.map((startsAt) => ({ communicatorId, startsAt })),
    )
  }
  return id
}
