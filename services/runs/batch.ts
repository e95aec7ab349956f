import type { ImportId, MunicipalityId } from '@/domain/ids'
import type { StaffActor } from '@/domain/people/actor'

/** How far a run has come after a batch, in rows. */
export type Progress = { done: number; total: number; isOver: boolean }

/** What a run works on. */
export type Subject = { importId: ImportId; municipalityId: MunicipalityId }

/** The next rows that are not done, in one transaction of who asked for the run. */
export type Batch = (actor: StaffActor, subject: Subject) => Promise<Progress>
