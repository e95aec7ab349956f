import { randomUUID } from 'node:crypto'

import { withActor } from '@/db/client'
import { insertImport, insertImportRows } from '@/db/queries/imports'
import type { ImportId, MunicipalityId } from '@/domain/ids'
import type { ImportState } from '@/domain/imports/import-states'
import type { StaffActor } from '@/domain/people/actor'
import { sealCells, sealHeadings, sealPlan } from '@/services/imports/sealed-rows'

const VALUES = {
  ...{ givenName: 'Saba', familyName: 'Exempel', displayName: 'Saba Exempel', identityNumber: '' },
  ...({ bornOn: null, legalSex: null, spokenLanguage: 'ti', uiLanguage: 'ti' } as const),
  ...{ phone: '', email: '', address: '' },
  ...{ contactPerson: '', dossierNumber: '', permits: [], registeredFromOn: '2026-01-01' },
}

/** A list of one person who would be added, at a step. */
export async function makeImport(
  actor: StaffActor,
  { municipalityId, state }: { municipalityId: MunicipalityId; state: ImportState },
): Promise<ImportId> {
  const importId = randomUUID() as ImportId
  const at = { importId, rowNumber: 2 }
  await withActor(actor, async (tx) => {
    await insertImport(tx, {
      ...{ id: importId, municipalityId, askedBy: actor.staffId, fileName: 'lista.csv', state },
      ...{ sealedHeadings: sealHeadings(importId, ['Namn']), columns: ['fullName'], elseLanguage: 'ti' },
    })
    const sealedPlan = sealPlan(at, { to: { ...VALUES, permits: [] }, from: {} })
    await insertImportRows(tx, [
      {
        ...{ ...at, municipalityId, sealedCells: sealCells(at, ['Saba Exempel']), sealedPlan },
        ...{ kind: 'add', state: state === 'applied' ? 'applied' : 'planned' },
      },
    ])
  })
  return importId
}
