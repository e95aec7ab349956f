import { randomUUID } from 'node:crypto'

import type { RollMark } from '@/domain/attendance/vocabulary'
import type { PersonId } from '@/domain/ids'
import type { NewMark } from '@/services/attendance/new-mark'

/** A mark as a host's device sends it at once. */
export function rollMark(personId: PersonId, mark: RollMark, more: Partial<NewMark> = {}): NewMark {
  return {
    ...{ markKey: randomUUID(), personId, mark, arrivedAt: null },
    ...{ agoMs: 0, notBefore: null, replaces: null, isVisiting: false },
    ...more,
  }
}
