import { createHash } from 'node:crypto'

import * as z from 'zod'

import type { Transaction } from '@/db/client'
import { insertSetAside } from '@/db/queries/facts-set-aside'
import type { SetAsideReason } from '@/domain/attendance/vocabulary'
import type { LessonId } from '@/domain/ids'
import { token } from '@/protocol/bounded'

/** A fact that cannot be stored, and why. */
export type UnkeptEvent = { fact: unknown; reason: SetAsideReason; sqlState: string | null }

const BODY_MAX = 200_000
const known = z.looseObject({
  factId: z.uuid().optional().catch(undefined),
  lessonId: z.uuid().optional().catch(undefined),
  kind: token(60).optional().catch(undefined),
})

/** Sets facts aside for a person to examine. @returns the key of each. */
export async function setAsideEvents(
  tx: Transaction,
  nodeId: string,
  unkept: readonly UnkeptEvent[],
): Promise<string[]> {
  const rows = unkept.map(({ fact, reason, sqlState }) => {
    const { factId, lessonId, kind } = known.safeParse(fact).data ?? {}
    const body = JSON.stringify(fact) ?? 'null'
    return {
      key: factId ?? createHash('sha256').update(body).digest('hex'),
      ...{ nodeId, reason, sqlState },
      lessonId: (lessonId ?? null) as LessonId | null,
      kind: kind ?? null,
      body: body.slice(0, BODY_MAX),
    }
  })
  await insertSetAside(tx, rows)
  return rows.map((row) => row.key)
}
