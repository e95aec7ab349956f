import * as z from 'zod'

import { withActor } from '@/db/client'
import { lockImport, saveMapping, setRowStates, updateImport } from '@/db/queries/imports'
import { DomainError } from '@/domain/domain-error'
import { IMPORT_FIELDS } from '@/domain/imports/import-fields'
import { IMPORT_LIMITS } from '@/domain/imports/import-limits'
import { SPOKEN_LANGUAGES } from '@/domain/languages'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { importId } from '@/services/ids'
import { startRun } from '@/services/runs/start-run'

import { headingsKeyOf, readHeadings } from './sealed-rows'

export const chooseColumnsInput = z.strictObject({
  importId,
  /** By the columns of the file. */
  columns: z.array(z.enum(IMPORT_FIELDS).nullable()).max(IMPORT_LIMITS.columns),
  overwritten: z.array(z.enum(IMPORT_FIELDS)).max(IMPORT_FIELDS.length),
  elseLanguage: z.enum(SPOKEN_LANGUAGES).nullable(),
})

/** Without one of these nobody can be found or added. */
const NAMING = new Set(['givenName', 'familyName', 'fullName', 'identityNumber'])

/**
 * Takes over what the columns hold, keeps it for the next file with the same headings, and has the plan made.
 * @throws DomainError `imports.no-columns`, `imports.column-twice`, `imports.not-at-this-step`, `access.not-found`.
 */
export async function chooseColumns(actor: StaffActor, input: z.infer<typeof chooseColumnsInput>): Promise<void> {
  const { columns, overwritten, elseLanguage } = input
  const chosen = columns.filter((column) => column !== null)
  if (!chosen.some((column) => NAMING.has(column))) throw new DomainError('imports.no-columns')
  if (new Set(chosen).size < chosen.length) throw new DomainError('imports.column-twice')
  await withActor(actor, async (tx) => {
    const found = await lockImport(tx, input.importId)
    if (!found) throw new DomainError('access.not-found')
    assertAllowed(actor, 'participant.change', found.municipalityId)
    if (found.state !== 'read' && found.state !== 'planned') throw new DomainError('imports.not-at-this-step')
    const { municipalityId } = found
    const headingsKey = headingsKeyOf(readHeadings(input.importId, found.sealedHeadings))
    await saveMapping(tx, { municipalityId, headingsKey, columns })
    await setRowStates(tx, input.importId, { from: ['planned'], to: 'read' })
    await updateImport(tx, input.importId, { state: 'planning', columns, overwritten, elseLanguage })
    await startRun(tx, actor, { kind: 'import.plan', subjectId: input.importId, municipalityId, total: 0 })
  })
}
