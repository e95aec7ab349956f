import { withActor, type Transaction } from '@/db/client'
import { countRows, isImportIn, selectAddedBy, selectRowsIn, stampImport, updateImportRow } from '@/db/queries/imports'
import { lockPerson } from '@/db/queries/people'
import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId, PersonId } from '@/domain/ids'
import type { RowKind } from '@/domain/imports/import-states'
import type { StaffActor } from '@/domain/people/actor'
import { writeAudit } from '@/services/audit/write-audit'
import { listLikelySame } from '@/services/people/find-likely-same'
import { saveParticipantIn } from '@/services/people/save-participant'
import type { Progress, Subject } from '@/services/runs/batch'

import { isUnchanged, readKnown } from './known-person'
import { inputOfNew } from './plan-row'
import { personValues, type RowPlan } from './row-plan'
import { progressOf, rowsOfKind } from './row-counts'
import { readPlan } from './sealed-rows'

const BATCH_ROWS = 50
const STATES = { looked: 'checked', done: 'applied' } as const

type Row = Awaited<ReturnType<typeof selectRowsIn>>[number]

/**
 * Carries out the next rows of a plan. Before the first one is touched, all of them are looked at: a person who has been
 * changed since the plan was made stops the whole.
 * @throws DomainError `imports.changed-since`.
 */
export async function applyBatch(actor: StaffActor, subject: Subject): Promise<Progress> {
  const { importId, municipalityId } = subject
  return withActor(actor, async (tx) => {
    if (!(await isImportIn(tx, importId, 'applying'))) return { done: 0, total: 0, isOver: true }
    const toCheck = await selectRowsIn(tx, { importId, state: 'planned', limit: BATCH_ROWS })
    for (const row of toCheck) await check(tx, actor, row)
    if (toCheck.length > 0) return progressOf(await countRows(tx, importId), STATES)
    const toApply = await selectRowsIn(tx, { importId, state: 'checked', limit: BATCH_ROWS })
    for (const row of toApply) await apply(tx, actor, { row, municipalityId })
    if (toApply.length > 0) return progressOf(await countRows(tx, importId), STATES)
    await stampImport(tx, importId, 'applied')
    const counted = await countRows(tx, importId)
    const rowsOf = (kind: RowKind) => rowsOfKind(counted, kind)
    await writeAudit(tx, actor, {
      ...{ action: 'import.applied', municipalityId, subjectId: municipalityId },
      details: { importId, added: rowsOf('add'), changed: rowsOf('change'), leftOut: rowsOf('refused') },
    })
    return { ...progressOf(counted, STATES), isOver: true }
  })
}

async function check(tx: Transaction, actor: StaffActor, row: Row): Promise<void> {
  const { importId, rowNumber, kind, personId, sealedPlan } = row
  if (kind === 'change' && personId && sealedPlan) {
    const known = await readKnown(tx, actor, personId)
    const { from } = readPlan({ importId, rowNumber }, sealedPlan)
    if (!known || !isUnchanged(known, from)) throw new DomainError('imports.changed-since')
  }
  await updateImportRow(tx, row, { state: 'checked' })
}

async function apply(tx: Transaction, actor: StaffActor, { row, municipalityId }: Placed): Promise<void> {
  const { importId, rowNumber, kind, sealedPlan } = row
  if (sealedPlan && (kind === 'add' || kind === 'change')) {
    const plan = readPlan({ importId, rowNumber }, sealedPlan)
    const work = { row, plan, municipalityId }
    const personId = kind === 'add' ? await add(tx, actor, work) : await change(tx, actor, work)
    await updateImportRow(tx, row, { state: 'applied', personId })
    return
  }
  await updateImportRow(tx, row, { state: 'applied' })
}

type Placed = { row: Row; municipalityId: MunicipalityId }
type Work = Placed & { plan: RowPlan }

async function add(tx: Transaction, actor: StaffActor, { row, plan, municipalityId }: Work): Promise<PersonId> {
  const values = personValues.parse(plan.to)
  const save = (otherThan: PersonId[]) => saveParticipantIn(tx, actor, inputOfNew(values, municipalityId, otherThan))
  try {
    // Nothing has been written yet when somebody with the name is found.
    const { personId } = await save([]).catch(async (error: unknown) => {
      if (!(error instanceof DomainError && error.code === 'people.maybe-known')) throw error
      // People of one list are different people, because they stand in different rows of it.
      const likely = await listLikelySame(tx, { ...values, homeMunicipalityId: municipalityId })
      const ids = likely.map(({ personId: id }) => id)
      return save(await selectAddedBy(tx, row.importId, ids))
    })
    return personId
  } catch (error) {
    throw changedSince(error)
  }
}

async function change(tx: Transaction, actor: StaffActor, { row, plan }: Work): Promise<PersonId> {
  const { personId } = row
  if (!personId) throw new DomainError('imports.changed-since')
  await lockPerson(tx, personId)
  const known = await readKnown(tx, actor, personId)
  if (!known || !isUnchanged(known, plan.from)) throw new DomainError('imports.changed-since')
  try {
    await saveParticipantIn(tx, actor, { ...known.input, ...plan.to })
  } catch (error) {
    throw changedSince(error)
  }
  return personId
}

/** Somebody has taken the number, or has been added with the same name, in the meantime. */
function changedSince(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code === 'access.not-allowed') return error
  return new DomainError('imports.changed-since', {}, { cause: error })
}
