import * as z from 'zod'

import { ROLL_MARKS } from '@/domain/attendance/vocabulary'
import { MINUTE_MS } from '@/domain/durations'
import { personId } from '@/services/ids'

/** A device that was without a line for longer says that it was this long. */
const AGO_MAX_MS = 30 * 24 * 60 * MINUTE_MS

/** A mark of the roll as a host's device sends it. */
export const newMark = z.strictObject({
  /** Given by the device: a mark that is sent twice is one. */
  markKey: z.uuid(),
  personId,
  mark: z.enum(ROLL_MARKS),
  /** When a late person arrived, if the host typed a time; null means when the mark was made. */
  arrivedAt: z.iso.datetime({ offset: true }).nullable(),
  /** How long ago the mark was made; the server has the clock. */
  agoMs: z.int().min(0).max(AGO_MAX_MS),
  /** The latest time of the server that the device knew when the mark was made: the mark is not older. */
  notBefore: z.iso.datetime({ offset: true }).nullable(),
  /** The mark that the host saw and replaces; another one that is there is not overwritten. */
  replaces: z.uuid().nullable(),
  /** The host counts somebody here who belongs to another place of the group. */
  isVisiting: z.boolean(),
})

export type NewMark = z.infer<typeof newMark>
