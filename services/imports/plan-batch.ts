import { withActor } from '@/db/client'
import {
  countRows,
  lockImport,
  refuseRowsTwice,
  selectRowsIn,
  updateImport,
  updateImportRow,
} from '@/db/queries/imports'
import { DomainError } from '@/domain/domain-error'
import { parseRow } from '@/domain/imports/parse-row'
import { SPOKEN_LANGUAGES } from '@/domain/languages'
import type { StaffActor } from '@/domain/people/actor'
import { dateOf } from '@/domain/time'
import type { Progress, Subject } from '@/services/runs/batch'

import { planRow, refused, type PlanSettings } from './plan-row'
import { allRows, rowsInState } from './row-counts'
import { matchKeysOf, readCells, sealPlan } from './sealed-rows'

const BATCH_ROWS = 200

/** Plans the next rows; after the last one, refuses those that are about the same person as another. */
export async function planBatch(actor: StaffActor, { importId, municipalityId }: Subject): Promise<Progress> {
  return withActor(actor, async (tx) => {
    const found = await lockImport(tx, importId)
    if (!found) throw new DomainError('access.not-found')
    if (found.state !== 'planning') return { done: 0, total: 0, isOver: true }
    const settings: PlanSettings = {
      ...{ municipalityId, overwritten: found.overwritten },
      elseLanguage: SPOKEN_LANGUAGES.find((code) => code === found.elseLanguage) ?? null,
    }
    const rows = await selectRowsIn(tx, { importId, state: 'read', limit: BATCH_ROWS })
    for (const { rowNumber, sealedCells } of rows) {
      const at = { importId, rowNumber }
      const { values, refusals } = parseRow(readCells(at, sealedCells), found.columns, dateOf(Date.now()))
      const planned = refusals.length > 0 ? refused(refusals) : await planRow(tx, actor, { settings, values })
      await updateImportRow(tx, at, {
        ...{ kind: planned.kind, personId: planned.personId, refusals: planned.refusals, kept: planned.kept },
        ...{ state: 'planned', matchKeys: matchKeysOf(values) },
        sealedPlan: planned.plan && sealPlan(at, planned.plan),
      })
    }
    const isOver = rows.length < BATCH_ROWS
    if (isOver) {
      await refuseRowsTwice(tx, importId)
      await updateImport(tx, importId, { state: 'planned' })
    }
    const counted = await countRows(tx, importId)
    return { done: rowsInState(counted, 'planned'), total: allRows(counted), isOver }
  })
}
