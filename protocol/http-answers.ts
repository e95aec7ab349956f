import * as z from 'zod'

import { ROLL_MARKS, ROLL_ROUNDS } from '@/domain/attendance/vocabulary'

/*
 * The app's HTTP responses to browsers and media servers: the app builds them with these schemas, and clients parse
 * them with the same ones.
 */

/** Done, without data. */
export const nothingTold = z.object({})

const iceServer = z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() })

/** A ticket, and the media server that it is for. */
/** Whole minutes. */
export const minutesAnswer = z.object({ minutes: z.int().nonnegative() })

export const ticketAnswer = z.object({ ticket: z.string(), mediaUrl: z.url(), iceServers: z.array(iceServer) })

const materialId = z.uuid()

export const materialAnswer = z.object({ materialId })
export const materialsAnswer = z.array(z.object({ materialId, name: z.string(), slideCount: z.int() }))
export const materialContentsAnswer = z.object({
  materialId,
  name: z.string(),
  slideCount: z.int(),
  /** In order; screen readers read the text. */
  slides: z.array(z.object({ slideNumber: z.int(), text: z.string(), widthPx: z.int(), heightPx: z.int() })),
})
export const pageAnswer = z.object({ slideNumber: z.int() })
export const notesAnswer = z.array(z.object({ slideNumber: z.int(), note: z.string() }))

/** A temporary address of a recording's file. */
export const recordingAddressAnswer = z.object({ address: z.url() })

const rollMark = z.object({
  markKey: z.uuid(),
  mark: z.enum(ROLL_MARKS),
  /** When a late person arrived. */
  arrivedAtMs: z.int().nullable(),
})
/** The place of somebody who belongs elsewhere; without a name they usually are at home. */
const visitsFrom = z.object({ siteName: z.string().nullable() }).nullable()
const rollPerson = z.object({ personId: z.uuid(), displayName: z.string(), cardNumber: z.string(), visitsFrom })

/** The roll of a site as it is now. */
export const rollAnswer = z.object({
  /** The server's time. */
  nowMs: z.int(),
  /** The lesson's date. */
  date: z.string(),
  rounds: z.array(z.enum(ROLL_ROUNDS)),
  turn: z.enum(ROLL_ROUNDS),
  hiddenCount: z.int(),
  people: z.array(
    rollPerson.extend({
      hasNamesake: z.boolean(),
      marks: z.object({ start: rollMark.nullable(), after_break: rollMark.nullable() }),
    }),
  ),
})

/** What became of each mark. */
export const marksAnswer = z.object({
  recorded: z.int(),
  marks: z.array(
    z.object({
      markKey: z.uuid(),
      outcome: z.enum(['kept', 'asks', 'refused']),
      code: z.enum(['attendance.not-on-roll']).nullable(),
      current: rollMark.nullable(),
      /** The arrival was outside the lesson and is now at its nearest moment. */
      isMoved: z.boolean(),
    }),
  ),
})

/** Whose card it is, what its scan means now, and the mark that is there. */
export const cardAnswer = rollPerson.extend({ means: z.enum(['present', 'late']), current: rollMark.nullable() })

export const checkAnswer = z.object({ verdict: z.enum(['green', 'amber', 'red']) })

/** How many events are new, how many were known, and the keys of those that were set aside. */
export const eventsAnswer = z.object({ recorded: z.int(), repeated: z.int(), setAside: z.array(z.string()) })

export const isWell = z.object({ ok: z.boolean() })
export const partsAnswer = z.object({
  ok: z.boolean(),
  parts: z.object({ database: z.boolean(), jobs: z.boolean(), mediaServer: z.boolean(), presence: z.boolean() }),
})
