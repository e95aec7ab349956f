import { createHash } from 'node:crypto'

import * as z from 'zod'

import type { Subject } from '@/domain/live-lesson/vocabulary'
import { withActor, type Transaction } from '@/db/client'
import { findLesson, type LessonOverview } from '@/db/queries/lessons'
import { selectPossibleOthers, selectPossiblePersons, selectQuestions } from '@/db/queries/questions'
import { selectShownPersons } from '@/db/queries/shown-persons'
import { DomainError } from '@/domain/domain-error'
import type { Actor } from '@/domain/people/actor'
import { mayBeNamedInLesson } from '@/domain/people/may-be-shown'
import { assertAllowed, isAllowed } from '@/domain/people/permissions'
import { upgradeAnswer } from '@/protocol/earlier-names'
import { memberId, questionOutcome } from '@/protocol/live-view'
import { MEMBER_ID_LENGTH, memberText } from '@/protocol/member'
import { subject } from '@/protocol/subject'
import { lessonId } from '@/services/ids'

export const listQuestionsInput = z.strictObject({ lessonId })

const choices = z.array(z.int())
/** Answers are stored with their subject; older ones only with the member, which is a hash of it. */
const storedAnswer = z.preprocess(
  upgradeAnswer,
  z.union([z.object({ subject, choices }), z.object({ memberId, choices })]),
)
const storedOutcome = questionOutcome.omit({ named: true }).extend({ named: z.array(storedAnswer) })

type Answer = { key: string; displayName: string; choices: number[] }

/**
 * The questions of a lesson in order, for its communicator and the offices of its hosting municipality. Those who
 * answered a named one appear by their present display name; `hiddenCount` is the number of answers of people whom the
 * actor may not see.
 * @throws DomainError `access.not-allowed`, `courses.lesson-not-found`.
 */
export async function listQuestions(actor: Actor, input: z.infer<typeof listQuestionsInput>) {
  assertAllowed(actor, 'attendance.list')
  return withActor(actor, async (tx) => {
    const lesson = await findLesson(tx, input.lessonId)
    if (!lesson) throw new DomainError('courses.lesson-not-found')
    const isOwn = actor.kind === 'staff' && actor.staffId === lesson.communicatorId
    if (!isOwn && !isAllowed(actor, 'question.list', lesson.hostingMunicipalityId)) return []
    const rows = await selectQuestions(tx, input.lessonId)
    const stored = rows.map((row) => ({ ...row, outcome: storedOutcome.parse(row.outcome) }))
    const isAnyNamed = stored.some(({ outcome }) => outcome.named.length > 0)
    const names: ReadonlyMap<string, string> = isAnyNamed ? await namesByMember(tx, actor, lesson) : new Map()
    return stored.map(({ outcome: { named, ...outcome }, ...row }) => {
      const answers = named.flatMap((answer): Answer[] => {
        const key = 'memberId' in answer ? answer.memberId : memberOf(lesson, answer.subject)
        const displayName = names.get(key)
        return displayName === undefined ? [] : [{ key, displayName, choices: answer.choices }]
      })
      return { ...row, outcome, named: inOrderOfName(answers), hiddenCount: named.length - answers.length }
    })
  })
}

/** The people who may have answered and whom the actor may see, by their member id in this lesson. */
async function namesByMember(tx: Transaction, actor: Actor, lesson: LessonOverview): Promise<Map<string, string>> {
  const persons = await selectShownPersons(tx, await selectPossiblePersons(tx, lesson))
  const others = await selectPossibleOthers(tx, lesson.lessonId)
  return new Map([
    ...persons
      .filter((person) => mayBeNamedInLesson(actor, person, lesson))
      .map(({ personId, displayName }) => [memberOf(lesson, { kind: 'person', id: personId }), displayName] as const),
    ...others.map(({ kind, id, displayName }) => [memberOf(lesson, { kind, id }), displayName ?? ''] as const),
  ])
}

function memberOf(lesson: LessonOverview, whose: Subject): string {
  return createHash('sha256').update(memberText(lesson.lessonId, whose)).digest('base64url').slice(0, MEMBER_ID_LENGTH)
}

/** Stored answers are in the order of member ids, which would reveal where somebody is left out. */
function inOrderOfName(answers: readonly Answer[]): Answer[] {
  const { compare } = new Intl.Collator('sv')
  return answers.toSorted((one, other) => compare(one.displayName, other.displayName))
}
