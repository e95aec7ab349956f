import * as z from 'zod'

import { withActor } from '@/db/client'
import { findImport, selectImportRows } from '@/db/queries/imports'
import { selectShownPersons } from '@/db/queries/shown-persons'
import { DomainError } from '@/domain/domain-error'
import { ROW_KINDS } from '@/domain/imports/import-states'
import type { StaffActor } from '@/domain/people/actor'
import { isAllowed } from '@/domain/people/permissions'
import { whole } from '@/protocol/bounded'
import { importId } from '@/services/ids'

import type { ValueName } from './row-plan'
import { readCells, readPlan } from './sealed-rows'

export const listImportRowsInput = z.strictObject({
  importId,
  kind: z.enum(ROW_KINDS).nullable(),
  /** The number of the last row of the page before. */
  after: whole(0, 10_000_000),
})

const PAGE_ROWS = 50

/** A page of an import's rows with what is planned for each. @throws DomainError `access.not-found`. */
export async function listImportRows(actor: StaffActor, input: z.infer<typeof listImportRowsInput>) {
  return withActor(actor, async (tx) => {
    const found = await findImport(tx, input.importId)
    if (!found || !isAllowed(actor, 'participant.change', found.municipalityId))
      throw new DomainError('access.not-found')
    const rows = await selectImportRows(tx, { ...input, limit: PAGE_ROWS + 1 })
    const page = rows.slice(0, PAGE_ROWS)
    const ids = page.flatMap(({ personId }) => personId ?? [])
    const shown = new Map((await selectShownPersons(tx, ids)).map((one) => [one.personId, one]))
    return {
      rows: page.map((row) => ({
        ...{ rowNumber: row.rowNumber, kind: row.kind, refusals: row.refusals, kept: row.kept, state: row.state },
        cells: readCells(row, row.sealedCells),
        person: personOf(row.personId === null ? undefined : shown.get(row.personId)),
        changes: row.sealedPlan === null ? [] : changesOf(readPlan(row, row.sealedPlan)),
      })),
      next: rows.length > PAGE_ROWS ? (page.at(-1)?.rowNumber ?? null) : null,
    }
  })
}

type Shown = Awaited<ReturnType<typeof selectShownPersons>>[number]

function personOf(shown: Shown | undefined) {
  return shown && !shown.isProtected ? { personId: shown.personId, displayName: shown.displayName } : null
}

/** Each field that is set, with the values before and after. */
function changesOf({ from, to }: ReturnType<typeof readPlan>) {
  return (Object.keys(to) as ValueName[]).map((name) => ({ name, before: from[name] ?? null, after: to[name] ?? null }))
}
