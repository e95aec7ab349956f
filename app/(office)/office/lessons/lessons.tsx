import { formatTime, formatWeekday } from '@/app/_components/dates'
import type { Office } from '@/app/(office)/_kit/access'
import { communicatorChoices, groupChoices, themePartChoices, wordChoices } from '@/app/(office)/_kit/choices'
import { describeBulk } from '@/app/(office)/_kit/describe-bulk'
import { describeForm } from '@/app/(office)/_kit/describe-form'
import { describeList } from '@/app/(office)/_kit/describe-list'
import { nameCell } from '@/app/(office)/_kit/name-link'
import { LESSON_STATES } from '@/domain/courses/vocabulary'
import { dateOf, timeOfDayOf } from '@/domain/time'
import { correctAttendanceInput } from '@/services/attendance/correct-attendance'
import { cancelLessons } from '@/services/courses/cancel-lessons'
import type { getLesson } from '@/services/courses/get-lesson'
import { listLessons, listLessonsInput } from '@/services/courses/list-lessons'
import { saveLessonInput } from '@/services/courses/save-lesson'

import { lessonStateCell } from './lesson-state-mark'

type Row = Awaited<ReturnType<typeof listLessons>>['rows'][number]
type Lesson = Awaited<ReturnType<typeof getLesson>>

const PATH = '/office/lessons'

export const lessonsList = describeList({
  name: 'lessons',
  path: PATH,
  permission: 'attendance.list',
  title: 'lessons.title',
  searchLabel: 'lessons.search',
  input: listLessonsInput,
  load: listLessons,
  rowKey: (row) => row.lessonId,
  filters: {
    fromOn: { label: 'field.fromOn' },
    untilOn: { label: 'field.untilOn' },
    groupId: { label: 'field.group', choices: ({ actor }) => groupChoices(actor) },
    state: { label: 'lessons.state', choices: ({ t }) => wordChoices(t, 'states', LESSON_STATES) },
  },
  usual: () => ({ fromOn: dateOf(Date.now()) }),
  add: { permission: 'lesson.change', word: 'lessons.new' },
  bulk: [
    describeBulk({
      name: 'cancel',
      word: 'lessons.cancelMany',
      text: 'lessons.cancelManyText',
      action: cancelLessons,
      fields: async () => [],
    }),
  ],
  columns: {
    startsAt: {
      title: 'lessons.when',
      sort: 'startsAt',
      value: (row) => `${dateOf(row.startsAt.getTime())} ${timesOf(row)}`,
      cell: (row, office) => nameCell({ name: whenOf(row, office), href: `${PATH}/${row.lessonId}` }),
    },
    group: { title: 'field.group', sort: 'group', value: (row) => row.groupName },
    themePart: {
      title: 'lessons.themePart',
      sort: 'themePart',
      value: (row, { t }) =>
        row.themePart === null ? `sfi ${row.sfiCourse ?? ''}` : `${row.themePart}. ${t(`themePart.${row.themePart}`)}`,
    },
    communicator: { title: 'groups.communicator', sort: 'communicator', value: (row) => row.communicatorName },
    host: { title: 'groups.host', isExtra: true, value: (row) => row.hostingMunicipalityName },
    state: {
      title: 'lessons.state',
      value: (row, { say }) => say(`states.${row.state}`),
      cell: (row, { t }) => lessonStateCell({ state: row.state, t }),
    },
  },
})

function timesOf({ startsAt, endsAt }: Row): string {
  return `${formatTime(startsAt.getTime())} – ${formatTime(endsAt.getTime())}`
}

function whenOf(row: Row, { language }: Office): string {
  return `${formatWeekday(row.startsAt, language)} ${dateOf(row.startsAt.getTime())} · ${timesOf(row)}`
}

export const correctionForm = describeForm(correctAttendanceInput, {
  lessonId: 'hidden',
  handle: 'hidden',
  presentMinutes: { label: 'attendance.presentMinutes' },
  excusedMinutes: { label: 'attendance.excusedMinutes' },
  technicalFailureMinutes: { label: 'attendance.technicalFailureMinutes' },
  absentMinutes: { label: 'attendance.absentMinutes' },
  reason: { label: 'field.reason', kind: 'long' },
})

const form = describeForm(saveLessonInput, {
  lessonId: 'hidden',
  groupId: { label: 'field.group', none: 'form.choose' },
  themePart: { label: 'lessons.themePart', none: 'lessons.noPart' },
  communicatorId: { label: 'groups.communicator', none: 'lessons.groupsCommunicator' },
  date: { label: 'lessons.date' },
  startsAt: { label: 'field.startsAt' },
  endsAt: { label: 'field.endsAt' },
  breakStartsAt: { label: 'field.breakStartsAt' },
  breakEndsAt: { label: 'field.breakEndsAt' },
})

/** The fields of a new or existing lesson. Times are those of the region on the date. */
export async function lessonFields({ actor, t }: Office, known: Lesson | { groupId: string | undefined }) {
  const [groupId, communicatorId] = await Promise.all([
    groupChoices(actor, 'lesson.change'),
    communicatorChoices(actor),
  ])
  const isKnown = 'lessonId' in known
  return form.fields({
    t,
    known: isKnown ? { ...known, ...placesInTime(known) } : known,
    hidden: isKnown ? ['groupId'] : [],
    choices: { groupId, communicatorId, themePart: themePartChoices(t) },
  })
}

function placesInTime({ startsAt, endsAt, breakStartsAt, breakEndsAt }: Lesson) {
  const time = (at: Date | null) => at && timeOfDayOf(at.getTime())
  return {
    date: dateOf(startsAt.getTime()),
    startsAt: time(startsAt),
    endsAt: time(endsAt),
    breakStartsAt: time(breakStartsAt),
    breakEndsAt: time(breakEndsAt),
  }
}
