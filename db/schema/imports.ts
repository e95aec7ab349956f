import { sql } from 'drizzle-orm'
import {
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

import type { ErrorCode } from '@/domain/error-codes'
import type { ImportId, MunicipalityId, PersonId, StaffId } from '@/domain/ids'
import type { ImportColumn, ImportField } from '@/domain/imports/import-fields'
import type { ImportState, RowKind, RowState } from '@/domain/imports/import-states'

import { staff } from './people'
import { municipalities } from './regions'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A list of people that was sent as a file. What it says of people is encrypted, here and in its rows. */
export const imports = pgTable(
  'imports',
  {
    id: uuid().primaryKey().defaultRandom().$type<ImportId>(),
    municipalityId: uuid('municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    fileName: text('file_name').notNull(),
    state: text().notNull().$type<ImportState>(),
    /** The file itself, until its rows are read. */
    sealedFile: bytea('sealed_file'),
    /** A list without headings has people in its first row. */
    sealedHeadings: bytea('sealed_headings'),
    columns: jsonb().notNull().default([]).$type<ImportColumn[]>(),
    /** Fields in which a value that was entered by hand is replaced. */
    overwritten: jsonb().notNull().default([]).$type<ImportField[]>(),
    /** The language of those of whom the list does not say it. */
    elseLanguage: text('else_language'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    appliedAt: timestamp('applied_at', { withTimezone: true }),
    undoneAt: timestamp('undone_at', { withTimezone: true }),
  },
  (table) => [index('imports_of').on(table.municipalityId, table.createdAt)],
)

/** A row of the file, what is planned with it, and what has been done. */
export const importRows = pgTable(
  'import_rows',
  {
    importId: uuid('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' })
      .$type<ImportId>(),
    /** Of the import, so that a row can be read without it. */
    municipalityId: uuid('municipality_id').notNull().$type<MunicipalityId>(),
    /** As in the file, from 1. */
    rowNumber: integer('row_number').notNull(),
    sealedCells: bytea('sealed_cells').notNull(),
    /** Keyed hashes of what identifies its person: the number, and the name with the day of birth. */
    matchKeys: text('match_keys').array().notNull().default([]),
    kind: text().$type<RowKind>(),
    /** Whom it is about: found in the register, or added. */
    personId: uuid('person_id').$type<PersonId>(),
    /** The values to set and those before; null where nothing is set. */
    sealedPlan: bytea('sealed_plan'),
    /** Why it is not imported, by field. */
    refusals: jsonb().notNull().default([]).$type<{ field: ImportField | null; code: ErrorCode }[]>(),
    /** Fields that keep what was entered by hand. */
    kept: jsonb().notNull().default([]).$type<ImportField[]>(),
    state: text().notNull().default('read').$type<RowState>(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.rowNumber] }),
    index('import_rows_by_state').on(table.importId, table.state, table.rowNumber),
    index('import_rows_by_kind').on(table.importId, table.kind, table.rowNumber),
    index('import_rows_of_person')
      .on(table.personId)
      .where(sql`${table.personId} is not null`),
    check('import_row_number', sql`${table.rowNumber} > 0`),
  ],
)

/** How a municipality's columns were understood the last time, by their headings. */
export const importMappings = pgTable(
  'import_mappings',
  {
    municipalityId: uuid('municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    /** A keyed hash of the headings. */
    headingsKey: text('headings_key').notNull(),
    columns: jsonb().notNull().$type<ImportColumn[]>(),
  },
  (table) => [primaryKey({ columns: [table.municipalityId, table.headingsKey] })],
)
