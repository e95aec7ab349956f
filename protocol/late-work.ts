import * as z from 'zod'

/** How many things of the worklist should have been done on an earlier day. A file of its own: every office page has it. */
export const lateWorkAnswer = z.object({ late: z.int().min(0) })
