import { z } from 'zod'

/*
 * The app's HTTP responses to browsers and media servers: the app builds them with these schemas, and clients parse
 * them with the same ones.
 */

/** Done, without data. */
export const nothingTold = z.object({})

const iceServer = z.object({ urls: z.array(z.string()), username: z.string(), credential: z.string() })

/** A ticket, and the media server that it is for. */
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

export const checkAnswer = z.object({ verdict: z.enum(['green', 'amber', 'red']) })

/** How many events are new, how many were known, and the keys of those that were set aside. */
export const eventsAnswer = z.object({ recorded: z.int(), repeated: z.int(), setAside: z.array(z.string()) })

export const isWell = z.object({ ok: z.boolean() })
export const partsAnswer = z.object({
  ok: z.boolean(),
  parts: z.object({ database: z.boolean(), jobs: z.boolean(), mediaServer: z.boolean(), presence: z.boolean() }),
})
