import type * as z from 'zod'

import type { Transaction } from '@/db/client'
import { insertRecording, selectHost } from '@/db/queries/recordings'
import type { LessonId, RecordingId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { recordingRulesFor } from '@/domain/rules/recording-rules'
import { addDays, dateOf } from '@/domain/time'
import type { recordingMade } from '@/protocol/recording'
import { writeAudit } from '@/services/audit/write-audit'

type Made = z.infer<typeof recordingMade> & { lessonId: LessonId; nodeId: string }

/** Adds a recording to the register, with its retention date. @returns false when it exists already. */
export async function keepRecording(tx: Transaction, actor: Actor, made: Made): Promise<boolean> {
  const { hostingMunicipalityId, startsAt } = await selectHost(tx, made.lessonId)
  const { lessonId, nodeId, durationMs, bytes, timeline } = made
  const recordingId = made.recordingId as RecordingId
  const lessonOn = dateOf(startsAt.getTime())
  const isNew = await insertRecording(tx, {
    ...{ id: recordingId, lessonId, hostingMunicipalityId, nodeId, durationMs, bytes, timeline },
    ...{ startedAt: new Date(made.startedAt), endedAt: new Date(made.endedAt) },
    retainUntil: addDays(lessonOn, recordingRulesFor(lessonOn).retainDays),
  })
  if (isNew) {
    const entry = { action: 'recording.made', municipalityId: hostingMunicipalityId, subjectId: recordingId } as const
    await writeAudit(tx, actor, { ...entry, details: { lessonId, durationMs } })
  }
  return isNew
}
