import * as z from 'zod'

const schema = z.object({
  /** The installation's media server, unless --url names another. */
  LOAD_URL: z.url(),
  TICKET_PRIVATE_KEY: z.base64(),
})

export type LoadEnv = z.infer<typeof schema>

/** Reads the installation's settings for the load tester. @throws an error that names a missing or invalid one. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): LoadEnv {
  const parsed = schema.safeParse(source)
  if (parsed.success) return parsed.data
  throw new Error(`load: ${z.prettifyError(parsed.error)}`)
}
