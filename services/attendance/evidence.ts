import * as z from 'zod'

const span = { fromMs: z.number(), toMs: z.number() }

/** The contents of `attendance_evidence.evidence`: the spans of `assessAttendance`. */
export const evidenceSchema = z.object({
  pieces: z.array(
    z.discriminatedUnion('what', [
      z.object({ ...span, what: z.literal('device'), factIds: z.array(z.string()) }),
      z.object({ ...span, what: z.literal('roll'), rollMarkId: z.number(), mark: z.enum(['present', 'late']) }),
      z.object({
        ...span,
        what: z.literal('uncovered'),
        counted: z.enum(['absent', 'excused', 'technical_failure']),
        rollMarkId: z.number().nullable(),
      }),
      z.object({ ...span, what: z.literal('suspended'), factIds: z.array(z.string()) }),
    ]),
  ),
})
export type Evidence = z.infer<typeof evidenceSchema>
