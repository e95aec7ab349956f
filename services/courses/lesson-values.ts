import type { LessonTimes } from '@/domain/courses/lesson-times'
import type { GroupId, MunicipalityId } from '@/domain/ids'
import type { ThemePart } from '@/domain/rules/theme-parts'

type Group = { groupId: GroupId; hostingMunicipalityId: MunicipalityId }

/** A lesson's times and theme part as they are stored. */
export function lessonValues(group: Group, lesson: LessonTimes & { themePart: ThemePart | null }) {
  return {
    groupId: group.groupId,
    hostingMunicipalityId: group.hostingMunicipalityId,
    themePart: lesson.themePart,
    startsAt: new Date(lesson.startsAtMs),
    endsAt: new Date(lesson.endsAtMs),
    breakStartsAt: lesson.break && new Date(lesson.break.fromMs),
    breakEndsAt: lesson.break && new Date(lesson.break.toMs),
  }
}
