import { withActor } from '@/db/client'
import { findLinkBySecret } from '@/db/queries/person-links'
import type { PersonId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'
import { SIGN_IN } from '@/services/system-actors'

import { hashSecret } from './secret'

export type LinkedPerson = { personId: PersonId; displayName: string; language: UiLanguage; isProtected: boolean }

/** The participant whose personal link has this secret; null when there is none or it was revoked. */
export async function findPersonByLink(secret: string): Promise<LinkedPerson | null> {
  return withActor(SIGN_IN, async (tx) => {
    const link = await findLinkBySecret(tx, hashSecret(secret))
    if (!link || link.revokedAt !== null) return null
    const { personId, displayName, language, isProtected } = link
    return { personId, displayName, language, isProtected }
  })
}
