import { z } from 'zod'

import type { IdentityRow, Names } from '@/db/queries/person-identities'
import type { PersonId } from '@/domain/ids'
import { seal, unseal } from './seal'

/** Sealed names are filled up to a multiple of this, so that their length tells nothing of the name. */
const BLOCK_BYTES = 512

const names = z.strictObject({ givenName: z.string(), familyName: z.string() })

/** Given and family name of a protected person as they are stored, bound to that person. */
export function sealNames(personId: PersonId, { givenName, familyName }: Names): Buffer {
  const text = JSON.stringify({ givenName, familyName })
  const missing = BLOCK_BYTES - (Buffer.byteLength(text) % BLOCK_BYTES)
  return seal(text + ' '.repeat(missing), contextOf(personId))
}

/** A person's legal names, from where they stand; null where the actor does not see them. */
export function readNames(personId: PersonId, identity: IdentityRow | null): Names | null {
  if (identity?.sealedNames) return names.parse(JSON.parse(unseal(identity.sealedNames, contextOf(personId))))
  if (!identity || identity.givenName === null || identity.familyName === null) return null
  return { givenName: identity.givenName, familyName: identity.familyName }
}

function contextOf(personId: PersonId): string {
  return `names/${personId}`
}
