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
      rows: page.map((row) => shownRow(row, row.personId === null ? undefined : shown.get(row.personId))),
      next: rows.length > PAGE_ROWS ? (page.at(-1)?.rowNumber ?? null) : null,
    }
  })
}

type Row = Awaited<ReturnType<typeof selectImportRows>>[number]
type Shown = Awaited<ReturnType<typeof selectShownPersons>>[number]

/** Of somebody who is protected by now, only that there is a row. */
function shownRow(row: Row, person: Shown | undefined) {
  const { rowNumber, kind, refusals, kept, state } = row
  const isShown = row.personId === null || (person !== undefined && !person.isProtected)
  return {
    ...{ rowNumber, kind, refusals, kept, state },
    cells: isShown ? readCells(row, row.sealedCells) : [],
    person: isShown && person ? { personId: person.personId, displayName: person.displayName } : null,
    changes: isShown && row.sealedPlan ? changesOf(readPlan(row, row.sealedPlan)) : [],
  }
}

/** Each field that is set, with the values before and after. */
function changesOf({ from, to }: ReturnType<typeof readPlan>) {
  return (Object.keys(to) as ValueName[]).map((name) => ({ name, before: from[name] ?? null, after: to[name] ?? null }))
}
