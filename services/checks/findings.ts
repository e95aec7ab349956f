import * as z from 'zod'

import { CHECK_OUTCOMES, CHECK_PARTS, TRANSPORT_PATHS } from '@/domain/checks/assess-check'
import { measured } from '@/protocol/bounded'

const PERCENT = measured(0, 100)
const KBPS = measured(0, 1_000_000)

const networkFigures = z.strictObject({
  roundTripMs: measured(0, 60_000),
  lossUpPercent: PERCENT,
  lossDownPercent: PERCENT,
  upKbps: KBPS,
  downKbps: KBPS,
})

/** The result of a check: the outcome of each part, and the measurements on each path that connected. */
export const findingsSchema = z.strictObject({
  parts: z.record(z.enum(CHECK_PARTS), z.enum(CHECK_OUTCOMES)),
  figures: z.record(z.enum(TRANSPORT_PATHS), networkFigures.nullable()),
})
export type Findings = z.infer<typeof findingsSchema>
