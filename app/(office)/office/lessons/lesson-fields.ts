import 'server-only'
import type { FieldSpec } from '@/app/(office)/_kit/field-spec'
import { getTranslation } from '@/app/_server/i18n'
import { communicatorChoices, groupChoices, themePartChoices } from '@/app/(office)/_kit/choices'
import type { Actor } from '@/domain/people/actor'
import { timeOfDayOf, dateOf } from '@/domain/time'
import type { getLesson } from '@/services/courses/get-lesson'

type Lesson = Awaited<ReturnType<typeof getLesson>>

/** The fields of a lesson, new or known. Times are those of the region on the date. */
export async function lessonFields(actor: Actor, known: Lesson | null, groupId?: string): Promise<FieldSpec[]> {
  const { t } = await getTranslation()
  const say = (key: string) => t(`office:${key}`)
  const [groups, communicators] = await Promise.all([groupChoices(actor, 'lesson.change'), communicatorChoices(actor)])
  const time = (at: Date | null | undefined) => (at ? timeOfDayOf(at.getTime()) : '')
  const group: FieldSpec = known
    ? { kind: 'hidden', name: 'groupId', value: known.groupId }
    : {
        kind: 'choice',
        name: 'groupId',
        label: say('field.group'),
        value: groupId,
        choices: groups,
        none: say('form.choose'),
      }
  return [
    { kind: 'hidden', name: 'lessonId', value: known?.lessonId ?? '' },
    group,
    {
      kind: 'choice',
      name: 'themePart',
      label: say('lessons.themePart'),
      value: known?.themePart ? String(known.themePart) : '',
      none: say('lessons.noPart'),
      choices: themePartChoices(t),
    },
    {
      kind: 'choice',
      name: 'communicatorId',
      label: say('groups.communicator'),
      value: known?.communicatorId ?? '',
      none: say('lessons.groupsCommunicator'),
      choices: communicators,
    },
    { kind: 'date', name: 'date', label: say('lessons.date'), value: known ? dateOf(known.startsAt.getTime()) : '' },
    { kind: 'time', name: 'startsAt', label: say('field.startsAt'), value: time(known?.startsAt) },
    { kind: 'time', name: 'endsAt', label: say('field.endsAt'), value: time(known?.endsAt) },
    {
      kind: 'time',
      name: 'breakStartsAt',
      label: say('field.breakStartsAt'),
      value: time(known?.breakStartsAt),
      isOptional: true,
    },
    {
      kind: 'time',
      name: 'breakEndsAt',
      label: say('field.breakEndsAt'),
      value: time(known?.breakEndsAt),
      isOptional: true,
    },
  ]
}
