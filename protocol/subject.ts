import * as z from 'zod'

import { SUBJECT_KINDS, type Subject } from '@/domain/live-lesson/vocabulary'

import { INTEGER_MAX, whole } from './bounded'

/** The subject of a ticket, a fact or an answer. */
export const subject = z.strictObject({
  kind: z.enum(SUBJECT_KINDS),
  id: z.uuid(),
}) satisfies z.ZodType<Subject>

/** How often a subject's access had been revoked. A ticket with an earlier number is invalid. */
export const accessGeneration = whole(0, INTEGER_MAX)
