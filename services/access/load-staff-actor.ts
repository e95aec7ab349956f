import { withActor } from '@/db/client'
import { findGeneration } from '@/db/queries/access-generations'
import { findActiveStaff } from '@/db/queries/staff'
import type { StaffId } from '@/domain/ids'
import type { UiLanguage } from '@/domain/languages'
import type { StaffActor } from '@/domain/people/actor'
import { SIGN_IN } from '@/services/system-actors'

export type SignedInStaff = { actor: StaffActor; name: string; language: UiLanguage }
type Begun = { staffId: StaffId; generation: number }

/**
 * A signed-in member of staff with their present roles; null when the account has lost access since, or the session
 * belongs to an earlier access generation.
 */
export async function loadStaffActor({ staffId, generation }: Begun): Promise<SignedInStaff | null> {
  return withActor(SIGN_IN, async (tx) => {
    const [current, account] = await Promise.all([
      findGeneration(tx, { kind: 'staff', id: staffId }),
      findActiveStaff(tx, staffId),
    ])
    if (!account || current !== generation) return null
    const { name, language, roles } = account
    return { actor: { kind: 'staff', staffId, roles }, name, language }
  })
}
