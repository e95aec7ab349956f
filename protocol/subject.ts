import { z } from 'zod'

import { INTEGER_MAX, whole } from './bounded'

/** Who a ticket, a fact or an answer is of. */
export const subject = z.strictObject({
  kind: z.enum(['person', 'endpoint', 'staff', 'guest', 'device']),
  id: z.uuid(),
})
export type Subject = z.infer<typeof subject>

/** How often a subject's access was ended before. A ticket of an earlier number counts for nothing. */
export const accessGeneration = whole(0, INTEGER_MAX)
