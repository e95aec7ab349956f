import * as z from 'zod'

import type { IdentityRow, Names } from '@/db/queries/person-identities'
import type { PersonId } from '@/domain/ids'
import { seal, unseal } from './seal'

/** Encrypted names are padded to a multiple of this, so that their length reveals nothing. */
const BLOCK_BYTES = 512

const names = z.strictObject({ givenName: z.string(), familyName: z.string() })

/** The stored form of a protected person's given and family name, bound to that person. */
export function sealNames(personId: PersonId, { givenName, familyName }: Names): Buffer {
  const text = JSON.stringify({ givenName, familyName })
  const missing = BLOCK_BYTES - (Buffer.byteLength(text) % BLOCK_BYTES)
  return seal(text + ' '.repeat(missing), contextOf(personId))
}

/** A person's legal names, from whichever table has them; null where the actor may not see them. */
export function readNames(personId: PersonId, identity: IdentityRow | null): Names | null {
  if (identity?.sealedNames) return names.parse(JSON.parse(unseal(identity.sealedNames, contextOf(personId))))
  if (!identity || identity.givenName === null || identity.familyName === null) return null
  return { givenName: identity.givenName, familyName: identity.familyName }
}

function contextOf(personId: PersonId): string {
  return `names/${personId}`
}
