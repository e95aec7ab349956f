import { withActor } from '@/db/client'
import { enrolments, groups, groupSites, lessons } from '@/db/schema/courses'
import type { GroupId, LessonId, MunicipalityId, PersonId, SiteId, StaffId } from '@/domain/ids'

import { given } from './regions'
import { nextNumber, SET_UP } from './set-up'

const MINUTE_MS = 60_000

type GroupOptions = { hostingMunicipalityId: MunicipalityId; communicatorId: StaffId; siteIds?: SiteId[] }

/** A civic orientation group in Tigrinya, unless `values` say otherwise. */
export async function makeGroup(
  { siteIds = [], ...options }: GroupOptions,
  values: Partial<typeof groups.$inferInsert> = {},
): Promise<GroupId> {
  return withActor(SET_UP, async (tx) => {
    const [row] = await tx
      .insert(groups)
      .values({
        name: `Group ${nextNumber()}`,
        courseKind: 'civic_orientation',
        language: 'ti',
        startsOn: '2020-01-01',
        endsOn: '2030-12-31',
        ...options,
        ...values,
      })
      .returning({ id: groups.id })
    const { id } = given(row)
    if (siteIds.length > 0) await tx.insert(groupSites).values(siteIds.map((siteId) => ({ groupId: id, siteId })))
    return id
  })
}

type LessonOptions = { groupId: GroupId; hostingMunicipalityId: MunicipalityId; communicatorId: StaffId }

/** A lesson of three hours with a break after 80 minutes to 100 minutes; theme part 3. */
export async function makeLesson(
  options: LessonOptions,
  startsAt: Date,
  values: Partial<typeof lessons.$inferInsert> = {},
): Promise<LessonId> {
  const after = (minutes: number) => new Date(startsAt.getTime() + minutes * MINUTE_MS)
  const [row] = await withActor(SET_UP, (tx) =>
    tx
      .insert(lessons)
      .values({
        ...options,
        startsAt,
        endsAt: after(180),
        breakStartsAt: after(80),
        breakEndsAt: after(100),
        themePart: 3,
        ...values,
      })
      .returning({ id: lessons.id }),
  )
  return given(row).id
}

type EnrolOptions = {
  groupId: GroupId
  personId: PersonId
  hostingMunicipalityId: MunicipalityId
  homeMunicipalityId: MunicipalityId
  siteId?: SiteId | null
}

export async function enrol(options: EnrolOptions): Promise<void> {
  await withActor(SET_UP, (tx) => tx.insert(enrolments).values({ ...options, fromOn: '2020-01-01' }))
}
