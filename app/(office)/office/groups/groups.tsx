import type { Office } from '@/app/(office)/_kit/access'
import {
  communicatorChoices,
  municipalityChoices,
  siteChoices,
  spokenLanguageChoices,
  wordChoices,
} from '@/app/(office)/_kit/choices'
import { dayOf } from '@/app/(office)/_kit/cell'
import { describeForm } from '@/app/(office)/_kit/describe-form'
import { describeList } from '@/app/(office)/_kit/describe-list'
import { nameCell } from '@/app/(office)/_kit/name-link'
import { weekdayChoices } from '@/app/(office)/_kit/weekday-choices'
import { COURSE_KINDS, SFI_COURSES } from '@/domain/courses/vocabulary'
import { dateOf } from '@/domain/time'
import { enrolPersonInput } from '@/services/courses/enrol-person'
import type { getGroup } from '@/services/courses/get-group'
import { listGroups, listGroupsInput } from '@/services/courses/list-groups'
import { planLessonsInput } from '@/services/courses/plan-lessons'
import { saveGroupInput } from '@/services/courses/save-group'

type Group = Awaited<ReturnType<typeof getGroup>>

export const groupsList = describeList({
  name: 'groups',
  path: '/office/groups',
  permission: 'group.list',
  title: 'groups.title',
  searchLabel: 'groups.search',
  input: listGroupsInput,
  load: listGroups,
  rowKey: (row) => row.groupId,
  filters: {
    municipalityId: { label: 'groups.host', choices: ({ actor }) => municipalityChoices(actor) },
    courseKind: { label: 'groups.courseKind', choices: ({ t }) => wordChoices(t, 'courseKinds', COURSE_KINDS) },
  },
  add: { permission: 'group.change', word: 'groups.new' },
  columns: {
    name: {
      title: 'field.name',
      sort: 'name',
      value: (row) => row.name,
      cell: (row) => nameCell({ name: row.name, href: `/office/groups/${row.groupId}` }),
    },
    courseKind: {
      title: 'groups.courseKind',
      value: (row, { say }) => `${say(`courseKinds.${row.courseKind}`)} ${row.sfiCourse ?? ''}`.trim(),
    },
    language: { title: 'field.language', sort: 'language', value: (row, { t }) => t(`spoken.${row.language}`) },
    hostingMunicipality: {
      title: 'groups.host',
      sort: 'hostingMunicipality',
      value: (row) => row.hostingMunicipalityName,
    },
    communicator: { title: 'groups.communicator', value: (row) => row.communicatorName },
    startsOn: {
      title: 'groups.period',
      sort: 'startsOn',
      value: (row) => `${row.startsOn} – ${row.endsOn}`,
      cell: (row, { language }) => ({ is: 'days', days: [row.startsOn, row.endsOn].map((on) => dayOf(on, language)) }),
    },
    participants: {
      title: 'groups.participants',
      sort: 'participants',
      isFigure: true,
      value: (row) => row.participants,
    },
  },
})

export const planForm = describeForm(planLessonsInput, {
  groupId: 'hidden',
  fromOn: { label: 'field.fromOn' },
  untilOn: { label: 'field.untilOn' },
  themeParts: { label: 'plan.themeParts', hint: 'plan.themePartsHint' },
})

export const enrolForm = describeForm(enrolPersonInput, {
  groupId: 'hidden',
  personId: 'hidden',
  siteId: { label: 'enrolments.where', none: 'enrolments.fromHome' },
  fromOn: { label: 'field.fromOn' },
  cameraReason: { label: 'enrolments.cameraReason', hint: 'enrolments.cameraReasonHint', kind: 'long' },
})

const form = describeForm(saveGroupInput, {
  groupId: 'hidden',
  hostingMunicipalityId: { label: 'groups.host' },
  name: { label: 'field.name', hint: 'groups.nameHint' },
  courseKind: { label: 'groups.courseKind', words: 'office:courseKinds' },
  sfiCourse: { label: 'groups.sfiCourse', none: 'groups.notSfi' },
  language: { label: 'groups.language' },
  communicatorId: { label: 'groups.communicator', hint: 'groups.communicatorHint', none: 'form.choose' },
  startsOn: { label: 'groups.startsOn' },
  endsOn: { label: 'groups.endsOn' },
  patterns: {
    label: 'groups.patterns',
    hint: 'groups.patternsHint',
    add: 'groups.addPattern',
    row: {
      weekday: { label: 'groups.weekday' },
      startsAt: { label: 'field.startsAt' },
      endsAt: { label: 'field.endsAt' },
      breakStartsAt: { label: 'field.breakStartsAt' },
      breakEndsAt: { label: 'field.breakEndsAt' },
    },
  },
  siteIds: { label: 'groups.sites', hint: 'groups.sitesHint' },
})

/** The fields of a new or existing group. Its hosting municipality does not change. */
export async function groupFields({ actor, t, language }: Office, known: Group | null) {
  const [hostingMunicipalityId, communicatorId, siteIds] = await Promise.all([
    municipalityChoices(actor, 'group.change'),
    communicatorChoices(actor),
    siteChoices(actor, dateOf(Date.now())),
  ])
  return form.fields({
    t,
    known: known ? { ...known, siteIds: known.sites.map((site) => site.siteId) } : {},
    hidden: known ? ['hostingMunicipalityId'] : [],
    choices: {
      ...{ hostingMunicipalityId, communicatorId, siteIds },
      language: spokenLanguageChoices(t),
      sfiCourse: SFI_COURSES.map((course) => ({ value: course, label: `sfi ${course}` })),
      'patterns.weekday': weekdayChoices(language),
    },
  })
}
