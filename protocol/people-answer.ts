import * as z from 'zod'

/** The participants that a quick search has found. */
export const peopleAnswer = z.object({
  people: z.array(
    z.object({ personId: z.uuid(), displayName: z.string(), cardNumber: z.string(), homeMunicipalityName: z.string() }),
  ),
})
