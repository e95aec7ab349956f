import * as z from 'zod'

import { withActor } from '@/db/client'
import { saveRoles } from '@/db/queries/staff'
import { insertMunicipality, updateMunicipality } from '@/db/queries/regions'
import { DomainError } from '@/domain/domain-error'
import type { MunicipalityId } from '@/domain/ids'
import type { Actor } from '@/domain/people/actor'
import { assertAllowed } from '@/domain/people/permissions'
import { plainNumber } from '@/domain/text/plain-number'
import { writeAudit } from '@/services/audit/write-audit'
import { dateField, nameField } from '@/services/fields'
import { found } from '@/services/found'
import { municipalityId } from '@/services/ids'
import { mapUniqueViolation } from '@/services/refuse-taken'
import { lineOrNothing } from '@/protocol/bounded'
import { ELEVATED } from '@/services/system-actors'

const MUNICIPAL_CODE = /^\d{4}$/
const TAKEN = { municipalities_code_unique: new DomainError('input.already-taken', { field: 'code' }) }

export const saveMunicipalityInput = z.strictObject({
  municipalityId: municipalityId.nullable(),
  code: lineOrNothing(10).overwrite(plainNumber),
  name: nameField,
  joinedOn: dateField,
  leftOn: dateField.nullable(),
  /** From this day it demands a second factor; null: it demands none. Omit it to keep the setting. */
  secondFactorFrom: dateField.nullable().optional(),
  /** Whether lessons that it hosts may be recorded; omit it to keep the setting. */
  recordingAllowed: z.boolean().optional(),
})

/**
 * Adds a municipality, whose creator becomes its administrator, or changes one.
 * @throws DomainError `regions.municipality-code-invalid`, `input.already-taken` for the code.
 */
export async function saveMunicipality(
  actor: Actor,
  input: z.infer<typeof saveMunicipalityInput>,
): Promise<{ municipalityId: MunicipalityId }> {
  assertAllowed(actor, 'municipality.change', input.municipalityId ?? undefined)
  const { municipalityId: id, ...values } = input
  if (!MUNICIPAL_CODE.test(values.code)) throw new DomainError('regions.municipality-code-invalid', { field: 'code' })
  if (values.leftOn !== null && values.leftOn < values.joinedOn) {
    throw new DomainError('courses.end-before-start', { field: 'leftOn' })
  }
  const save = id === null ? add(actor, values) : change(actor, id, values)
  return { municipalityId: await mapUniqueViolation(TAKEN, save) }
}

type Values = Omit<z.infer<typeof saveMunicipalityInput>, 'municipalityId'>

function add(actor: Actor, values: Values): Promise<MunicipalityId> {
  return withActor(ELEVATED, async (tx) => {
    const id = await insertMunicipality(tx, values)
    if (actor.kind === 'staff') {
      await saveRoles(tx, actor.staffId, [{ municipalityId: id, role: 'administrator', siteId: null }])
    }
    await writeAudit(tx, actor, {
      action: 'municipality.saved',
      municipalityId: id,
      subjectId: id,
      details: { isNew: true },
    })
    return id
  })
}

function change(actor: Actor, id: MunicipalityId, values: Values): Promise<MunicipalityId> {
  return withActor(actor, async (tx) => {
    found((await updateMunicipality(tx, id, values)) || null)
    await writeAudit(tx, actor, {
      action: 'municipality.saved',
      municipalityId: id,
      subjectId: id,
      details: { isNew: false },
    })
    return id
  })
}
