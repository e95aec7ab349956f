import { withActor, type Transaction } from '@/db/client'
import { countRows, isImportIn, selectRowsIn, stampImport, takeBackAdded, updateImportRow } from '@/db/queries/imports'
import { lockPerson } from '@/db/queries/people'
import { findPersonByNumberIn } from '@/db/queries/person-identities'
import { DomainError } from '@/domain/domain-error'
import type { StaffActor } from '@/domain/people/actor'
import { writeAudit } from '@/services/audit/write-audit'
import { saveParticipantIn } from '@/services/people/save-participant'
import { hashIdentityNumber } from '@/services/people/seal-identity-number'
import type { Progress, Subject } from '@/services/runs/batch'

import { isAsAdded, isUnchanged, readKnown, type KnownPerson } from './known-person'
import { progressOf, rowsOfKind } from './row-counts'
import { readPlan } from './sealed-rows'

const BATCH_ROWS = 50
const STATES = { looked: 'undoable', done: 'undone' } as const

type Row = Awaited<ReturnType<typeof selectRowsIn>>[number]

/**
 * Takes back the next rows of an import: first all are looked at, then all are undone.
 * @throws DomainError `imports.changed-since`.
 */
export async function undoBatch(actor: StaffActor, { importId, municipalityId }: Subject): Promise<Progress> {
  return withActor(actor, async (tx) => {
    if (!(await isImportIn(tx, importId, 'undoing'))) return { done: 0, total: 0, isOver: true }
    const toCheck = await selectRowsIn(tx, { importId, state: 'applied', limit: BATCH_ROWS })
    for (const row of toCheck) {
      await takeBack(tx, actor, { row, isReal: false })
      await updateImportRow(tx, row, { state: 'undoable' })
    }
    if (toCheck.length > 0) return progressOf(await countRows(tx, importId), STATES)
    const toUndo = await selectRowsIn(tx, { importId, state: 'undoable', limit: BATCH_ROWS })
    for (const row of toUndo) {
      await takeBack(tx, actor, { row, isReal: true })
      await updateImportRow(tx, row, { state: 'undone' })
    }
    if (toUndo.length > 0) return progressOf(await countRows(tx, importId), STATES)
    await stampImport(tx, importId, 'undone')
    const counted = await countRows(tx, importId)
    await writeAudit(tx, actor, {
      ...{ action: 'import.undone', municipalityId, subjectId: municipalityId },
      details: { importId, rows: rowsOfKind(counted, 'add') + rowsOfKind(counted, 'change') },
    })
    return { ...progressOf(counted, STATES), isOver: true }
  })
}

async function takeBack(tx: Transaction, actor: StaffActor, { row, isReal }: { row: Row; isReal: boolean }) {
  const { importId, rowNumber, kind, personId, sealedPlan } = row
  if (!personId || (kind !== 'add' && kind !== 'change')) return
  // Forgotten, because the person is protected since.
  if (!sealedPlan) throw new DomainError('imports.changed-since')
  const { to, from } = readPlan({ importId, rowNumber }, sealedPlan)
  await lockPerson(tx, personId)
  const known = await readKnown(tx, actor, personId)
  const { registeredFromOn: _, ...set } = to
  if (!known || !isUnchanged(known, set)) throw new DomainError('imports.changed-since')
  const hasItsNumber = !to.identityNumber || (await hasNumber(tx, known, to.identityNumber))
  if (!hasItsNumber || (kind === 'add' && !isAsAdded(known))) throw new DomainError('imports.changed-since')
  if (kind === 'add') {
    if (!(await takeBackAdded(tx, { importId, rowNumber, isReal }))) throw new DomainError('imports.changed-since')
  } else if (isReal) {
    // A number that the list has added is removed again; it was none before.
    const number = from.identityNumber === '' ? { identityNumber: '' } : {}
    const { identityNumber: __, ...before } = from
    await saveParticipantIn(tx, actor, { ...known.input, ...before, ...number })
  }
}

/** Whether the number is the one that the list gave; by its hash, because numbers are not read for this. */
async function hasNumber(tx: Transaction, { input }: KnownPerson, number: string): Promise<boolean> {
  const { homeMunicipalityId, personId } = input
  return (await findPersonByNumberIn(tx, homeMunicipalityId, hashIdentityNumber(number))) === personId
}
