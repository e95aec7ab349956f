import { z } from 'zod'

const schema = z.object({
  /** Where the installation's media server is, unless --url says otherwise. */
  LOAD_URL: z.url(),
  TICKET_PRIVATE_KEY: z.base64(),
})

export type LoadEnv = z.infer<typeof schema>

/** Reads what the installation gives to the load tester. @throws when one is missing or wrong, naming it. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): LoadEnv {
  const parsed = schema.safeParse(source)
  if (parsed.success) return parsed.data
  throw new Error(`load: ${z.prettifyError(parsed.error)}`)
}
