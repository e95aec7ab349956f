import { z } from 'zod'

import { day, line, linesOrNothing } from '@/protocol/bounded'

const NAME_MAX = 120
const REASON_MAX = 500

/** Schemas of fields that several forms have. */
export const nameField = line(NAME_MAX)
export const dateField = day
/** 'HH:MM'; what the database or a browser adds as seconds is cut. */
export const timeField = z.iso.time().transform((time) => time.slice(0, 'HH:MM'.length))
/** May come empty, so that the refusal stands beside the field with its own code. */
export const reasonField = linesOrNothing(REASON_MAX)
