import { and, asc, count, desc, eq, gt, inArray, sql } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { importMappings, importRows, imports } from '@/db/schema/imports'
import type { ImportId, MunicipalityId, PersonId } from '@/domain/ids'
import type { ImportColumn } from '@/domain/imports/import-fields'
import type { ImportState, RowKind, RowState } from '@/domain/imports/import-states'

const LISTED_MAX = 50

export async function insertImport(tx: Transaction, values: typeof imports.$inferInsert): Promise<void> {
  await tx.insert(imports).values(values)
}

/** An import whose municipality's register the actor keeps; locked, so that one step follows the other. */
export async function lockImport(tx: Transaction, importId: ImportId) {
  const [row] = await tx.select().from(imports).where(eq(imports.id, importId)).for('update')
  return row ?? null
}

export async function findImport(tx: Transaction, importId: ImportId) {
  const [row] = await tx
    .select({
      importId: imports.id,
      municipalityId: imports.municipalityId,
      fileName: imports.fileName,
      state: imports.state,
      sealedHeadings: imports.sealedHeadings,
      columns: imports.columns,
      overwritten: imports.overwritten,
      elseLanguage: imports.elseLanguage,
      createdAt: imports.createdAt,
      appliedAt: imports.appliedAt,
      undoneAt: imports.undoneAt,
    })
    .from(imports)
    .where(eq(imports.id, importId))
  return row ?? null
}

/** The latest imports of these municipalities. */
export async function selectImports(tx: Transaction, municipalityIds: readonly MunicipalityId[]) {
  return tx
    .select({
      importId: imports.id,
      municipalityId: imports.municipalityId,
      fileName: imports.fileName,
      state: imports.state,
      createdAt: imports.createdAt,
    })
    .from(imports)
    .where(inArray(imports.municipalityId, [...municipalityIds]))
    .orderBy(desc(imports.createdAt))
    .limit(LISTED_MAX)
}

type ImportValues = Partial<Omit<typeof imports.$inferInsert, 'appliedAt' | 'undoneAt'>>

export async function updateImport(tx: Transaction, importId: ImportId, values: ImportValues): Promise<void> {
  await tx.update(imports).set(values).where(eq(imports.id, importId))
}

/** Notes the moment of the database's clock at which it was applied or undone. */
export async function stampImport(tx: Transaction, importId: ImportId, state: 'applied' | 'undone'): Promise<void> {
  const at = state === 'applied' ? { appliedAt: sql`now()` } : { undoneAt: sql`now()` }
  await tx
    .update(imports)
    .set({ state, ...at })
    .where(eq(imports.id, importId))
}

/** @returns whether it was there and had not been applied. */
export async function deleteImport(tx: Transaction, importId: ImportId): Promise<boolean> {
  const gone = await tx.delete(imports).where(eq(imports.id, importId)).returning({ id: imports.id })
  return gone.length > 0
}

type RowValues = typeof importRows.$inferInsert

const INSERTED_AT_ONCE = 500

export async function insertImportRows(tx: Transaction, rows: readonly RowValues[]): Promise<void> {
  for (let at = 0; at < rows.length; at += INSERTED_AT_ONCE) {
    await tx.insert(importRows).values(rows.slice(at, at + INSERTED_AT_ONCE))
  }
}

export async function updateImportRow(
  tx: Transaction,
  { importId, rowNumber }: { importId: ImportId; rowNumber: number },
  values: Partial<RowValues>,
): Promise<void> {
  await tx
    .update(importRows)
    .set(values)
    .where(and(eq(importRows.importId, importId), eq(importRows.rowNumber, rowNumber)))
}

/** The next rows in one of these states, in the order of the file. */
export async function selectRowsIn(
  tx: Transaction,
  { importId, state, limit }: { importId: ImportId; state: RowState; limit: number },
) {
  return tx
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, importId), eq(importRows.state, state)))
    .orderBy(asc(importRows.rowNumber))
    .limit(limit)
}

/** A page of rows after a row number, of one kind or of all. */
export async function selectImportRows(
  tx: Transaction,
  { importId, kind, after, limit }: { importId: ImportId; kind: RowKind | null; after: number; limit: number },
) {
  const ofKind = kind === null ? undefined : eq(importRows.kind, kind)
  return tx
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, importId), ofKind, gt(importRows.rowNumber, after)))
    .orderBy(asc(importRows.rowNumber))
    .limit(limit)
}

/** Sets every row of these kinds back, before a new plan or after a check that failed. */
export async function setRowStates(
  tx: Transaction,
  importId: ImportId,
  { from, to }: { from: readonly RowState[]; to: RowState },
): Promise<void> {
  await tx
    .update(importRows)
    .set({ state: to })
    .where(and(eq(importRows.importId, importId), inArray(importRows.state, [...from])))
}

export async function countRows(tx: Transaction, importId: ImportId) {
  return tx
    .select({ kind: importRows.kind, state: importRows.state, rows: count() })
    .from(importRows)
    .where(eq(importRows.importId, importId))
    .groupBy(importRows.kind, importRows.state)
}

/**
 * Refuses every row that is about the same person as another one of the file: by what identifies them, or by whom they
 * were found to be.
 */
export async function refuseRowsTwice(tx: Transaction, importId: ImportId): Promise<void> {
  await tx.execute(sql`
    with named as (
      select r.row_number, key from import_rows r, unnest(r.match_keys || coalesce(r.person_id::text, '')) key
        where r.import_id = ${importId} and key <> ''
    ), twice as (select key from named group by key having count(*) > 1)
    update import_rows r set kind = 'refused', person_id = null, sealed_plan = null,
      refusals = r.refusals || '[{"field": null, "code": "imports.twice"}]'::jsonb
      where r.import_id = ${importId} and r.row_number in (select row_number from named where key in (select key from twice))`)
}

/** The plan of the last list that was applied to a person, for what in their data comes from a list. */
export async function selectAppliedPlans(tx: Transaction, personId: PersonId) {
  return tx
    .select({ importId: importRows.importId, rowNumber: importRows.rowNumber, sealedPlan: importRows.sealedPlan })
    .from(importRows)
    .innerJoin(imports, eq(imports.id, importRows.importId))
    .where(and(eq(importRows.personId, personId), eq(importRows.state, 'applied')))
    .orderBy(desc(imports.createdAt))
}

/** Forgets what lists have said of a person: names of somebody protected are kept in one place only. */
export async function forgetImported(tx: Transaction, personId: PersonId): Promise<void> {
  await tx
    .update(importRows)
    .set({ sealedPlan: null, sealedCells: Buffer.alloc(0), matchKeys: [] })
    .where(eq(importRows.personId, personId))
}

/** Those of these persons whom this import has added. */
export async function selectAddedBy(tx: Transaction, importId: ImportId, personIds: readonly PersonId[]) {
  const rows = await tx
    .select({ personId: importRows.personId })
    .from(importRows)
    .where(
      and(
        eq(importRows.importId, importId),
        eq(importRows.kind, 'add'),
        eq(importRows.state, 'applied'),
        inArray(importRows.personId, [...personIds]),
      ),
    )
  return rows.flatMap(({ personId }) => personId ?? [])
}

/** Removes a person whom the row has added. @returns whether it can be done. */
export async function takeBackAdded(
  tx: Transaction,
  { importId, rowNumber, isReal }: { importId: ImportId; rowNumber: number; isReal: boolean },
): Promise<boolean> {
  const [row] = await tx.execute<{ done: boolean }>(
    sql`select take_back_added(${importId}, ${rowNumber}, ${isReal}) as done`,
  )
  return row?.done ?? false
}

type Mapping = { municipalityId: MunicipalityId; headingsKey: string }

export async function findMapping(tx: Transaction, { municipalityId, headingsKey }: Mapping) {
  const [row] = await tx
    .select({ columns: importMappings.columns })
    .from(importMappings)
    .where(and(eq(importMappings.municipalityId, municipalityId), eq(importMappings.headingsKey, headingsKey)))
  return row?.columns ?? null
}

export async function saveMapping(tx: Transaction, values: Mapping & { columns: ImportColumn[] }): Promise<void> {
  await tx
    .insert(importMappings)
    .values(values)
    .onConflictDoUpdate({
      target: [importMappings.municipalityId, importMappings.headingsKey],
      set: { columns: values.columns },
    })
}

/** Whether the import is still at this step; two who press at once do not both begin the next. */
export async function isImportIn(tx: Transaction, importId: ImportId, state: ImportState): Promise<boolean> {
  const found = await lockImport(tx, importId)
  return found?.state === state
}
