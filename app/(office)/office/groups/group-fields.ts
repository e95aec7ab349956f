import 'server-only'
import type { FieldSpec, SimpleField } from '@/app/(office)/_kit/field-spec'
import { getTranslation, type Translator } from '@/app/_server/i18n'
import {
  communicatorChoices,
  municipalityChoices,
  siteChoices,
  spokenLanguageChoices,
  wordChoices,
} from '@/app/(office)/_kit/choices'
import { weekdayChoices } from '@/app/(office)/_kit/weekday-choices'
import { COURSE_KINDS, SFI_COURSES } from '@/domain/courses/vocabulary'
import type { Actor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import type { getGroup } from '@/services/courses/get-group'

type Group = Awaited<ReturnType<typeof getGroup>>

/** The fields of a group, new or known. A group stays with its hosting municipality. */
export async function groupFields(actor: Actor, known: Group | null): Promise<FieldSpec[]> {
  const { t, language } = await getTranslation()
  const say = (key: string) => t(`office:${key}`)
  const [hosts, communicators, sites] = await Promise.all([
    municipalityChoices(actor, 'group.change'),
    communicatorChoices(actor),
    siteChoices(actor, dateOf(Date.now())),
  ])
  const host: FieldSpec = known
    ? { kind: 'hidden', name: 'hostingMunicipalityId', value: known.hostingMunicipalityId }
    : { kind: 'choice', name: 'hostingMunicipalityId', label: say('groups.host'), choices: hosts }
  return [
    { kind: 'hidden', name: 'groupId', value: known?.groupId ?? '' },
    host,
    {
      kind: 'text',
      name: 'name',
      label: say('field.name'),
      hint: say('groups.nameHint'),
      value: known?.name,
      maxLength: 120,
    },
    {
      kind: 'choice',
      name: 'courseKind',
      label: say('groups.courseKind'),
      value: known?.courseKind,
      choices: wordChoices(t, 'courseKinds', COURSE_KINDS),
    },
    {
      kind: 'choice',
      name: 'sfiCourse',
      label: say('groups.sfiCourse'),
      value: known?.sfiCourse ?? '',
      none: say('groups.notSfi'),
      choices: SFI_COURSES.map((course) => ({ value: course, label: `sfi ${course}` })),
    },
    {
      kind: 'choice',
      name: 'language',
      label: say('groups.language'),
      value: known?.language,
      choices: spokenLanguageChoices(t),
    },
    {
      kind: 'choice',
      name: 'communicatorId',
      label: say('groups.communicator'),
      hint: say('groups.communicatorHint'),
      value: known?.communicatorId,
      choices: communicators,
      none: say('form.choose'),
    },
    { kind: 'date', name: 'startsOn', label: say('groups.startsOn'), value: known?.startsOn },
    { kind: 'date', name: 'endsOn', label: say('groups.endsOn'), value: known?.endsOn },
    {
      kind: 'rows',
      name: 'patterns',
      label: say('groups.patterns'),
      hint: say('groups.patternsHint'),
      add: say('groups.addPattern'),
      fields: patternFields(t, language),
      rows: known ? known.patterns.map(patternRow) : [{}],
    },
    {
      kind: 'ticks',
      name: 'siteIds',
      label: say('groups.sites'),
      hint: say('groups.sitesHint'),
      choices: sites,
      values: known?.sites.map((site) => site.siteId) ?? [],
    },
  ]
}

function patternRow({ weekday, startsAt, endsAt, breakStartsAt, breakEndsAt }: Group['patterns'][number]) {
  return {
    weekday: String(weekday),
    startsAt,
    endsAt,
    breakStartsAt: breakStartsAt ?? '',
    breakEndsAt: breakEndsAt ?? '',
  }
}

function patternFields(t: Translator, language: string): SimpleField[] {
  return [
    { kind: 'choice', name: 'weekday', label: t('office:groups.weekday'), choices: weekdayChoices(language) },
    { kind: 'time', name: 'startsAt', label: t('office:field.startsAt') },
    { kind: 'time', name: 'endsAt', label: t('office:field.endsAt') },
    { kind: 'time', name: 'breakStartsAt', label: t('office:field.breakStartsAt'), isOptional: true },
    { kind: 'time', name: 'breakEndsAt', label: t('office:field.breakEndsAt'), isOptional: true },
  ]
}
