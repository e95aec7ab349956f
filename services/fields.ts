import * as z from 'zod'

import { day, line, lineOrNothing, linesOrNothing } from '@/protocol/bounded'

const NAME_MAX = 120
const REASON_MAX = 500

/** Schemas of fields that several forms share. */
export const nameField = line(NAME_MAX)
export const nameOrNothingField = lineOrNothing(NAME_MAX)
export const dateField = day
/** 'HH:MM'; seconds added by the database or a browser are cut off. */
export const timeField = z.iso.time().transform((time) => time.slice(0, 'HH:MM'.length))
/** May be empty, so that the refusal appears beside the field with its own code. */
export const reasonField = linesOrNothing(REASON_MAX)
