import * as z from 'zod'

/** The demo's settings besides the identity keys, which services read themselves. */
export function readEnv() {
  return z.object({ APP_DATABASE_URL: z.url(), PUBLIC_URL: z.url(), IDENTITY_HASH_KEY: z.base64() }).parse(process.env)
}
