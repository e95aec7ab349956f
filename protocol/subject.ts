import { z } from 'zod'

import { SUBJECT_KINDS, type Subject } from '@/domain/live-lesson/vocabulary'

import { INTEGER_MAX, whole } from './bounded'

/** Who a ticket, a fact or an answer is of. */
export const subject = z.strictObject({
  kind: z.enum(SUBJECT_KINDS),
  id: z.uuid(),
}) satisfies z.ZodType<Subject>

/** How often a subject's access was ended before. A ticket of an earlier number counts for nothing. */
export const accessGeneration = whole(0, INTEGER_MAX)
