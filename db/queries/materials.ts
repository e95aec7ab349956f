import { and, asc, count, eq, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'

import type { Transaction } from '@/db/client'
import { lessons } from '@/db/schema/courses'
import { materialNotes, materialSlides, materials } from '@/db/schema/materials'
import type { LessonScope } from '@/domain/courses/lesson-scope'
import type { LessonId, MaterialId, StaffId } from '@/domain/ids'
import type { WidthClass } from '@/domain/materials/limits'

import { isInScope } from './lesson-scopes'

const overview = {
  materialId: materials.id,
  lessonId: materials.lessonId,
  hostingMunicipalityId: materials.hostingMunicipalityId,
  communicatorId: lessons.communicatorId,
  name: materials.name,
  slideCount: materials.slideCount,
  completedAt: materials.completedAt,
}

/** Materials that are not removed and match `where`. */
function overviews(tx: Transaction, where: SQL | undefined) {
  return tx
    .select(overview)
    .from(materials)
    .innerJoin(lessons, eq(lessons.id, materials.lessonId))
    .where(and(where, isNull(materials.removedAt)))
    .orderBy(asc(materials.createdAt))
}

export async function findMaterial(tx: Transaction, materialId: MaterialId) {
  const [row] = await overviews(tx, eq(materials.id, materialId))
  return row ?? null
}

export type MaterialOverview = NonNullable<Awaited<ReturnType<typeof findMaterial>>>

/** The completed materials of a lesson, oldest first. */
export async function selectMaterials(tx: Transaction, lessonId: LessonId) {
  return overviews(tx, and(eq(materials.lessonId, lessonId), isNotNull(materials.completedAt)))
}

/** How many materials a lesson has, including unfinished ones. */
export async function countMaterials(tx: Transaction, lessonId: LessonId): Promise<number> {
  const [row] = await tx
    .select({ number: count() })
    .from(materials)
    .where(and(eq(materials.lessonId, lessonId), isNull(materials.removedAt)))
  return row?.number ?? 0
}

/** Materials of a lesson that have been unfinished since `before`. */
export async function selectAbandoned(tx: Transaction, lessonId: LessonId, before: Date): Promise<MaterialId[]> {
  const rows = await tx
    .select({ id: materials.id })
    .from(materials)
    .where(
      and(
        eq(materials.lessonId, lessonId),
        isNull(materials.completedAt),
        isNull(materials.removedAt),
        lt(materials.createdAt, before),
      ),
    )
  return rows.map((row) => row.id)
}

export async function insertMaterial(tx: Transaction, values: typeof materials.$inferInsert): Promise<MaterialId> {
  const [row] = await tx.insert(materials).values(values).returning({ id: materials.id })
  if (!row) throw new Error('the material was not inserted')
  return row.id
}

/** Waits for other changes to this material, so that a slide cannot be saved after its completion. */
export async function lockMaterial(tx: Transaction, materialId: MaterialId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${materialId}, 0))`)
}

export async function markCompleted(tx: Transaction, materialId: MaterialId, completedAt: Date): Promise<void> {
  await tx.update(materials).set({ completedAt }).where(eq(materials.id, materialId))
}

/** Deletes the slides, and with them the notes, but keeps the material's row. */
export async function deleteMaterial(tx: Transaction, materialId: MaterialId, removedAt: Date): Promise<void> {
  await tx.delete(materialSlides).where(eq(materialSlides.materialId, materialId))
  await tx.update(materials).set({ removedAt }).where(eq(materials.id, materialId))
}

/** Saves a slide; uploading it again replaces it. */
export async function upsertSlide(tx: Transaction, values: typeof materialSlides.$inferInsert): Promise<void> {
  const { materialId, slideNumber, ...picture } = values
  await tx
    .insert(materialSlides)
    .values({ materialId, slideNumber, ...picture })
    .onConflictDoUpdate({ target: [materialSlides.materialId, materialSlides.slideNumber], set: picture })
}

export async function countSlides(tx: Transaction, materialId: MaterialId): Promise<number> {
  return tx.$count(materialSlides, eq(materialSlides.materialId, materialId))
}

/** Texts and shapes of all slides, without the images. */
export async function selectSlides(tx: Transaction, materialId: MaterialId) {
  return tx
    .select({
      slideNumber: materialSlides.slideNumber,
      text: materialSlides.text,
      widthPx: materialSlides.widthPx,
      heightPx: materialSlides.heightPx,
    })
    .from(materialSlides)
    .where(eq(materialSlides.materialId, materialId))
    .orderBy(asc(materialSlides.slideNumber))
}

type SlidePicture = { materialId: MaterialId; slideNumber: number; widthClass: WidthClass }

/** The image of a slide of a completed material whose lesson is in one of the scopes. */
export async function findPicture(
  tx: Transaction,
  wanted: SlidePicture,
  scopes: readonly LessonScope[],
): Promise<Buffer | null> {
  const [row] = await tx
    .select({ image: materialSlides[wanted.widthClass] })
    .from(materialSlides)
    .innerJoin(materials, eq(materials.id, materialSlides.materialId))
    .innerJoin(lessons, eq(lessons.id, materials.lessonId))
    .where(
      and(
        isInScope(scopes),
        eq(materialSlides.materialId, wanted.materialId),
        eq(materialSlides.slideNumber, wanted.slideNumber),
        isNotNull(materials.completedAt),
        isNull(materials.removedAt),
      ),
    )
  return row?.image ?? null
}

/** A completed material whose lesson is in one of the scopes. */
export async function findCompleted(tx: Transaction, materialId: MaterialId, scopes: readonly LessonScope[]) {
  const [row] = await overviews(
    tx,
    and(isInScope(scopes), eq(materials.id, materialId), isNotNull(materials.completedAt)),
  )
  return row ?? null
}

type SlideNote = { materialId: MaterialId; slideNumber: number; writtenBy: StaffId }

/** Saves the communicator's note on a slide; an empty one is deleted. */
export async function saveNote(tx: Transaction, of: SlideNote, note: string): Promise<void> {
  if (note === '') {
    await tx.delete(materialNotes).where(whoseNote(of))
    return
  }
  await tx
    .insert(materialNotes)
    .values({ ...of, note })
    .onConflictDoUpdate({
      target: [materialNotes.materialId, materialNotes.slideNumber, materialNotes.writtenBy],
      set: { note },
    })
}

export async function selectNotes(tx: Transaction, of: Omit<SlideNote, 'slideNumber'>) {
  return tx
    .select({ slideNumber: materialNotes.slideNumber, note: materialNotes.note })
    .from(materialNotes)
    .where(and(eq(materialNotes.materialId, of.materialId), eq(materialNotes.writtenBy, of.writtenBy)))
    .orderBy(asc(materialNotes.slideNumber))
}

function whoseNote({ materialId, slideNumber, writtenBy }: SlideNote): SQL | undefined {
  return and(
    eq(materialNotes.materialId, materialId),
    eq(materialNotes.slideNumber, slideNumber),
    eq(materialNotes.writtenBy, writtenBy),
  )
}
