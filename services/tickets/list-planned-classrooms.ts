import { withActor } from '@/db/client'
import { selectGroupSites } from '@/db/queries/groups'
import { findLesson } from '@/db/queries/lessons'
import type { LessonId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'
import { SIGN_IN } from '@/services/system-actors'

import { findMyLesson } from './list-my-lessons'

type Asked = { actor: StaffActor; nowMs: number } | 'invited-substitute'

/**
 * The classrooms that take part in a lesson, by the names under which their screens join, in the Swedish alphabet: a town
 * with two classrooms is named twice. For the lesson's communicator, or for a substitute whose invitation was checked;
 * nobody else is told any.
 */
export async function listPlannedClassrooms(lessonId: LessonId, asked: Asked): Promise<string[]> {
  if (asked !== 'invited-substitute') {
    const isTheirs = await findMyLesson(asked.actor, { lessonId, as: 'communicator' }, asked.nowMs)
    if (!isTheirs) return []
  }
  return withActor(asked === 'invited-substitute' ? SIGN_IN : asked.actor, async (tx) => {
    const lesson = await findLesson(tx, lessonId)
    const sites = lesson ? await selectGroupSites(tx, lesson.groupId) : []
    return sites.map(({ municipalityName }) => municipalityName)
  })
}
