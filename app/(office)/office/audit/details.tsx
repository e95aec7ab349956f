import { RowLink } from '@/app/(office)/_kit/row-link'
import { formatLength } from '@/app/_components/dates'
import { Day } from '@/app/(office)/_kit/dates'
import type { OfficeKey } from '@/app/(office)/_kit/office-key'
import type { AuditDetailName } from '@/domain/audit/events'
import type { Translator } from '@/app/_server/i18n'
import type { UiLanguage } from '@/domain/languages'
import type { listAudit } from '@/services/audit/list-audit'

type Row = Awaited<ReturnType<typeof listAudit>>['rows'][number]
type Value = Row['details'][string]

/** The page of an action's subject, by the first word of the action. */
const PLACES: Readonly<Record<string, { path: string; word: string }>> = {
  group: { path: '/office/groups', word: 'office:groups.one' },
  lessons: { path: '/office/groups', word: 'office:groups.one' },
  lesson: { path: '/office/lessons', word: 'office:lessons.one' },
  roll: { path: '/office/lessons', word: 'office:lessons.one' },
}
const ASSESSED = 'attendance.assessed'
const CHECKSUM_SHOWN = 12
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** The subject and the details, in words. Ids are left out: the linked page has them. */
export function Details({ row, t, language }: { row: Row; t: Translator; language: UiLanguage }) {
  const parts = Object.entries(row.details).flatMap(([name, value]) => wordsOf(t, name, value))
  return (
    <ul className="text-slate">
      <Subject row={row} t={t} />
      {parts.map((part) => (
        <li key={part.word} className="min-w-0">
          {part.word}
          {part.value !== null && (
            <>: {DATE.test(part.value) ? <Day on={part.value} language={language} /> : <bdi>{part.value}</bdi>}</>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The same as one line, without a link. */
export function detailWords(row: Row, t: Translator): string {
  const subject = row.subjectName ?? placeOf(row, t)?.word
  return [...(subject === undefined ? [] : [subject]), ...detailWordsOf(row.details, t)].join('; ')
}

/** The details of an entry, each in words. */
export function detailWordsOf(details: Row['details'], t: Translator): string[] {
  return Object.entries(details)
    .flatMap(([name, value]) => wordsOf(t, name, value))
    .map(({ word, value }) => (value === null ? word : `${word}: ${value}`))
}

function Subject({ row, t }: { row: Row; t: Translator }) {
  if (row.subjectName !== null) {
    return (
      <li>
        <bdi>{row.subjectName}</bdi>
      </li>
    )
  }
  const place = placeOf(row, t)
  if (place === null) return null
  return (
    <li>
      <RowLink href={`${place.path}/${row.subjectId}`}>{place.word}</RowLink>
    </li>
  )
}

function placeOf({ action, subjectId, cardNumber }: Row, t: Translator): { path: string; word: string } | null {
  if (cardNumber !== null) {
    return { path: '/office/participants', word: `${t('office:participants.card')} ${cardNumber}` }
  }
  const place = PLACES[action === ASSESSED ? 'lesson' : (action.split('.')[0] ?? '')]
  return place && subjectId !== null ? { path: place.path, word: t(place.word) } : null
}

function wordsOf(t: Translator, name: string, value: Value): { word: string; value: string | null }[] {
  if (value === null || value === false || value === '' || name.endsWith('Id')) return []
  const word = t(`office:${keyOf(name as AuditDetailName)}`)
  return [{ word, value: value === true ? null : valueOf(t, name, String(value)) }]
}

/** A detail without words does not compile. */
function keyOf(name: AuditDetailName): OfficeKey {
  return `audit.detail.${name}`
}

function valueOf(t: Translator, name: string, value: string): string {
  switch (name) {
    case 'kind':
      return t(`office:invitationKinds.${value}`, { defaultValue: value })
    case 'round':
      return t(`office:rounds.${value}`)
    case 'list':
      return t(`office:listNames.${value}`, { defaultValue: value })
    case 'roles':
    case 'givenRoles':
    case 'endedRoles':
    case 'keptRoles':
      return value
        .split(' ')
        .map((role) => t(`office:roles.${role}`))
        .join(', ')
    case 'refusal':
      return t(`errors:${value}`, { defaultValue: value })
    case 'durationMs':
      return formatLength(Number(value))
    case 'sha256':
      return value.slice(0, CHECKSUM_SHOWN)
    default:
      return value
  }
}
