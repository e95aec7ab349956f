import { DomainError } from '@/domain/domain-error'

import type { LiveState } from './live/live-state'
import type { Peer } from './peer'

/**
 * Whether the door is open for her: sessions, hosts and staff always come in.
 * @throws DomainError `lesson.removed`, `lesson.locked`.
 */
export function assertLetIn({ memberId, role }: Peer, { removed, isLocked, known }: LiveState): void {
  if (removed.includes(memberId)) throw new DomainError('lesson.removed')
  const isGuarded = role === 'participant' || role === 'visitor'
  if (isLocked && isGuarded && !known.includes(memberId)) throw new DomainError('lesson.locked')
}
