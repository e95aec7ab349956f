import * as z from 'zod'

import type { ErrorCode } from '@/domain/error-codes'
import { isPlainLine, isPlainText, withOurLineBreaks, withSingleSpaces } from '@/domain/text/plain-text'

/*
 * The texts and numbers that may arrive at an edge. Every schema of an edge consists of these, of ids and of
 * enumerations: each has a maximum, and none accepts what a database, a media worker or a log cannot handle.
 */

const HIDDEN = { params: { code: 'input.hidden-characters' satisfies ErrorCode } }

/** Some words on one line, trimmed and with single spaces, of 1 to `most` UTF-16 units. */
export const line = (most: number) => lineOrNothing(most).min(1)

/** The same, or empty. */
export const lineOrNothing = (most: number) =>
  z.string().overwrite(withSingleSpaces).max(most).normalize('NFC').refine(isPlainLine, HIDDEN)

/** A text of several lines, or empty; line breaks become `\n`. */
export const linesOrNothing = (most: number) =>
  z.string().overwrite(withOurLineBreaks).trim().max(most).normalize('NFC').refine(isPlainText, HIDDEN)

/** Text between machines: printable ASCII. */
export const token = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[\x20-\x7E]*$/)

/** An integer. */
export const whole = (least: number, most: number) => z.int().min(least).max(most)

/** A measurement, with fractions. */
export const measured = (least: number, most: number) => z.number().min(least).max(most)

/** Maximum of Postgres' `integer`. */
export const INTEGER_MAX = 2_147_483_647

const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'
const LAST_MS = Date.parse('2200-01-01T00:00:00Z')

/** A moment in epoch ms. */
export const epochMs = whole(0, LAST_MS)

/** A plausible date of birth or of a plan, `YYYY-MM-DD`. */
export const day = z.iso.date().refine((text) => text >= FIRST_DAY && text <= LAST_DAY, {
  params: { code: 'input.not-a-date' satisfies ErrorCode },
})

/** A moment as ISO 8601 text, in the same years. */
export const moment = (options: { precision?: number; offset?: boolean }) =>
  z.iso.datetime(options).refine((text) => text.slice(0, FIRST_DAY.length) >= FIRST_DAY && Date.parse(text) < LAST_MS)

/** An http or ws address. */
export const address = z.url({ protocol: /^(https?|wss?)$/ }).max(300)
