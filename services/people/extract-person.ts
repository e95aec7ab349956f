import { createHash } from 'node:crypto'

import * as z from 'zod'

import { writeXlsx, type Sheet } from '@/adapters/spreadsheet'
import { withActor } from '@/db/client'
import {
  extractAttendance,
  extractCards,
  extractEnrolments,
  extractLists,
  extractLog,
  extractMarks,
  extractPresence,
  extractTransfers,
} from '@/db/queries/person-extract'
import { findSealedIdentityNumber } from '@/db/queries/person-identities'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { dateOf, timeOfDayOf } from '@/domain/time'
import { writeAudit } from '@/services/audit/write-audit'
import { reasonField } from '@/services/fields'
import { personId } from '@/services/ids'
import { readCells } from '@/services/imports/sealed-rows'

import { getParticipant } from './get-participant'
import { unsealIdentityNumber } from './seal-identity-number'

export const extractPersonInput = z.strictObject({ personId, reason: reasonField })

type Person = Awaited<ReturnType<typeof getParticipant>>
export const EXTRACT_SETS = [
  ...['actions', 'courseKinds', 'legalSexes', 'literacies', 'marks', 'needs', 'origins', 'permitGrounds'],
  ...['presenceKinds', 'rounds', 'spoken', 'transferStates'],
] as const
export type ExtractSet = (typeof EXTRACT_SETS)[number]
/** The sheets and columns of an extract, and the words of values, by their keys under `extract`. */
export type ExtractWords = {
  say: (key: ExtractKey) => string
  /** The words of a value of a closed set, such as a mark or an action. */
  name: (set: ExtractSet, value: string) => string
  detail: (details: Readonly<Record<string, string | number | boolean | null>>) => string
}
export const EXTRACT_KEYS = [
  ...['person', 'registrations', 'permits', 'enrolments', 'attendance', 'marks', 'presence', 'cards', 'lists', 'log'],
  ...['transfers', 'asking', 'state', 'agreedFromOn', 'answer'],
  ...['fact', 'value', 'displayName', 'givenName', 'familyName', 'identityNumber', 'bornOn', 'legalSex', 'home'],
  ...['spokenLanguage', 'languages', 'literacy', 'needs', 'dossierNumber', 'phone', 'email', 'address'],
  ...['contactPerson', 'protected', 'municipality', 'fromOn', 'untilOn', 'ground', 'group', 'course', 'site'],
  ...['date', 'part', 'origin', 'planned', 'present', 'excused', 'technical', 'absent', 'reason', 'time', 'round'],
  ...['mark', 'arrived', 'event', 'created', 'revoked', 'action', 'who', 'details', 'yes', 'file', 'row', 'said'],
] as const
export type ExtractKey = (typeof EXTRACT_KEYS)[number]

/**
 * Everything that is stored of a participant, as a workbook for them. The log keeps that it was made and why.
 * @throws DomainError `people.reason-required`, `people.not-opened` for a protected person, `access.not-found`.
 * @source förordning (EU) 2016/679 artikel 15, docs/legal-sources.md#access
 */
export async function extractPerson(
  actor: Actor,
  input: z.infer<typeof extractPersonInput>,
  words: ExtractWords,
): Promise<{ fileName: string; bytes: Buffer }> {
  assertAllowed(actor, 'participant.extract')
  if (input.reason === '') throw new DomainError('people.reason-required', { field: 'reason' })
  const person = await getParticipant(actor, { personId: input.personId })
  assertAllowed(actor, 'participant.extract', person.homeMunicipalityId)
  if (!person.isOpen) throw new DomainError('people.not-opened')
  const sheets = await withActor(actor, async (tx) => {
    const id = person.personId
    const sealed = await findSealedIdentityNumber(tx, id)
    const number = sealed === null ? '' : unsealIdentityNumber(sealed)
    return [
      personSheet(person, number, words),
      ...personsOwn(person, words),
      enrolmentSheet(await extractEnrolments(tx, id), words),
      attendanceSheet(await extractAttendance(tx, id), words),
      markSheet(await extractMarks(tx, id), words),
      presenceSheet(await extractPresence(tx, id), words),
      transferSheet(await extractTransfers(tx, id), words),
      cardSheet(await extractCards(tx, id), words),
      listSheet(await extractLists(tx, id), words),
      logSheet(await extractLog(tx, id), words),
    ]
  })
  const bytes = await writeXlsx(sheets, new Date())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await withActor(actor, (tx) =>
    writeAudit(tx, actor, {
      action: 'participant.extracted',
      municipalityId: person.homeMunicipalityId,
      subjectId: person.personId,
      details: { reason: input.reason, sha256 },
    }),
  )
  return { fileName: `register-${person.cardNumber}-${dateOf(Date.now())}.xlsx`, bytes }
}

type Rows<Query extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<Query>>

function personSheet(person: Person, number: string, { say, name }: ExtractWords): Sheet {
  const facts: [ExtractKey, string | null][] = [
    ['displayName', person.displayName],
    ['givenName', person.givenName],
    ['familyName', person.familyName],
    ['identityNumber', number],
    ['bornOn', person.bornOn],
    ['legalSex', person.legalSex && name('legalSexes', person.legalSex)],
    ['home', person.homeMunicipalityName],
    ['protected', person.isProtected ? say('yes') : ''],
    ['spokenLanguage', name('spoken', person.spokenLanguage)],
    ['languages', person.languages.map(({ language }) => name('spoken', language)).join(', ')],
    ['literacy', person.literacy && name('literacies', person.literacy)],
    ['needs', person.needs.map((need) => name('needs', need)).join(', ')],
    ['dossierNumber', person.dossierNumber],
    ['phone', person.phone],
    ['email', person.email],
    ['address', person.address],
    ['contactPerson', person.contactPerson],
  ]
  return {
    name: say('person'),
    head: [say('fact'), say('value')],
    rows: facts.map(([key, value]) => [say(key), value]),
  }
}

function personsOwn(person: Person, { say, name }: ExtractWords): Sheet[] {
  return [
    {
      name: say('registrations'),
      head: [say('municipality'), say('fromOn')],
      rows: person.registrations.map((row) => [row.municipalityName, row.fromOn]),
    },
    {
      name: say('permits'),
      head: [say('ground'), say('fromOn'), say('untilOn')],
      rows: person.permits.map((row) => [name('permitGrounds', row.ground), row.fromOn, row.untilOn]),
    },
  ]
}

function enrolmentSheet(rows: Rows<typeof extractEnrolments>, { say, name }: ExtractWords): Sheet {
  return {
    name: say('enrolments'),
    head: [say('group'), say('course'), say('municipality'), say('site'), say('fromOn'), say('untilOn')],
    rows: rows.map((row) => [
      row.group,
      name('courseKinds', row.courseKind),
      row.municipality,
      row.site,
      row.fromOn,
      row.untilOn,
    ]),
  }
}

function attendanceSheet(rows: Rows<typeof extractAttendance>, { say, name }: ExtractWords): Sheet {
  const heads = ['planned', 'present', 'excused', 'technical', 'absent'] as const
  return {
    name: say('attendance'),
    head: [
      say('time'),
      say('date'),
      say('group'),
      say('part'),
      say('origin'),
      ...heads.map((key) => say(key)),
      say('reason'),
    ],
    rows: rows.map((row) => [
      momentOf(row.writtenAt),
      ...[row.lessonOn, row.group, row.themePart, name('origins', row.origin)],
      ...[row.plannedMinutes, row.presentMinutes, row.excusedMinutes, row.technicalFailureMinutes, row.absentMinutes],
      row.reason,
    ]),
  }
}

function markSheet(rows: Rows<typeof extractMarks>, { say, name }: ExtractWords): Sheet {
  return {
    name: say('marks'),
    head: [say('time'), say('date'), say('group'), say('round'), say('mark'), say('arrived')],
    rows: rows.map((row) => [
      ...[momentOf(row.markedAt), dateOf(row.lessonAt.getTime()), row.group],
      ...[name('rounds', row.round), name('marks', row.mark), row.arrivedAt && momentOf(row.arrivedAt)],
    ]),
  }
}

function presenceSheet(rows: Rows<typeof extractPresence>, { say, name }: ExtractWords): Sheet {
  return {
    name: say('presence'),
    head: [say('time'), say('group'), say('event')],
    rows: rows.map((row) => [momentOf(row.at), row.group, name('presenceKinds', row.kind)]),
  }
}

function listSheet(rows: Rows<typeof extractLists>, { say }: ExtractWords): Sheet {
  return {
    name: say('lists'),
    head: [say('time'), say('file'), say('row'), say('said')],
    rows: rows.map((row) => [
      ...[momentOf(row.createdAt), row.fileName, row.rowNumber],
      readCells(row, row.sealedCells)
        .filter((cell) => cell !== '')
        .join(' · '),
    ]),
  }
}

function transferSheet(rows: Rows<typeof extractTransfers>, { say, name }: ExtractWords): Sheet {
  return {
    name: say('transfers'),
    head: [say('time'), say('asking'), say('fromOn'), say('reason'), say('state'), say('agreedFromOn'), say('answer')],
    rows: rows.map((row) => [
      ...[momentOf(row.askedAt), row.municipality, row.fromOn, row.reason],
      ...[name('transferStates', row.state), row.agreedFromOn, row.answer],
    ]),
  }
}

function cardSheet(rows: Rows<typeof extractCards>, { say }: ExtractWords): Sheet {
  return {
    name: say('cards'),
    head: [say('created'), say('revoked')],
    rows: rows.map((row) => [momentOf(row.createdAt), row.revokedAt && momentOf(row.revokedAt)]),
  }
}

function logSheet(rows: Rows<typeof extractLog>, { say, name, detail }: ExtractWords): Sheet {
  return {
    name: say('log'),
    head: [say('time'), say('action'), say('who'), say('details')],
    rows: rows.map((row) => [
      ...[momentOf(row.at), name('actions', row.action), row.actorName ?? row.actorKind, detail(row.details)],
    ]),
  }
}

function momentOf(at: Date): string {
  return `${dateOf(at.getTime())} ${timeOfDayOf(at.getTime())}`
}
