import { withActor } from '@/db/client'
import { selectImports } from '@/db/queries/imports'
import type { StaffActor } from '@/domain/people/actor'
import { assertAllowed, municipalitiesWithPermission } from '@/domain/people/permissions'

/** The latest imports of the actor's municipalities. */
export async function listImports(actor: StaffActor) {
  assertAllowed(actor, 'participant.change')
  return withActor(actor, (tx) => selectImports(tx, municipalitiesWithPermission(actor, 'participant.change')))
}
