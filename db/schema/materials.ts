import { sql } from 'drizzle-orm'
import {
  check,
  customType,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

import type { LessonId, MaterialId, MunicipalityId, StaffId } from '@/domain/ids'

import { lessons } from './courses'
import { staff } from './people'
import { municipalities } from './regions'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A document of slides, stored as images. The document itself never reaches the server. */
export const materials = pgTable(
  'materials',
  {
    id: uuid().primaryKey().defaultRandom().$type<MaterialId>(),
    lessonId: uuid('lesson_id')
      .notNull()
      .references(() => lessons.id)
      .$type<LessonId>(),
    hostingMunicipalityId: uuid('hosting_municipality_id')
      .notNull()
      .references(() => municipalities.id)
      .$type<MunicipalityId>(),
    name: text().notNull(),
    slideCount: smallint('slide_count').notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /**
     * Null until every slide is uploaded; until then only the communicator sees it, and afterwards no slide changes.
     */
    completedAt: timestamp('completed_at', { withTimezone: true }),
    /** Its slides are deleted; the row remains as a record. */
    removedAt: timestamp('removed_at', { withTimezone: true }),
  },
  (table) => [
    index('materials_lesson').on(table.lessonId),
    check('material_slide_count', sql`${table.slideCount} between 1 and 200`),
  ],
)

/** One slide in the two widths that pages request, as WebP, with the text for screen readers. */
export const materialSlides = pgTable(
  'material_slides',
  {
    materialId: uuid('material_id')
      .notNull()
      .references(() => materials.id)
      .$type<MaterialId>(),
    /** Counted from 1. */
    slideNumber: smallint('slide_number').notNull(),
    text: text().notNull(),
    small: bytes().notNull(),
    large: bytes().notNull(),
    /** Of the large image; both have the same shape. */
    widthPx: smallint('width_px').notNull(),
    heightPx: smallint('height_px').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.materialId, table.slideNumber] }),
    check('material_slide_from_1', sql`${table.slideNumber} >= 1`),
  ],
)

/** A communicator's private note on a slide. */
export const materialNotes = pgTable(
  'material_notes',
  {
    materialId: uuid('material_id').notNull().$type<MaterialId>(),
    slideNumber: smallint('slide_number').notNull(),
    writtenBy: uuid('written_by')
      .notNull()
      .references(() => staff.id)
      .$type<StaffId>(),
    note: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.materialId, table.slideNumber, table.writtenBy] }),
    foreignKey({
      name: 'note_of_slide',
      columns: [table.materialId, table.slideNumber],
      foreignColumns: [materialSlides.materialId, materialSlides.slideNumber],
    }).onDelete('cascade'),
  ],
)
