import * as z from 'zod'

const KEY_BYTES = 32

const key = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === KEY_BYTES)

const envSchema = z.object({ IDENTITY_ENCRYPTION_KEY: key, IDENTITY_HASH_KEY: key })

let env: z.infer<typeof envSchema> | undefined

/** The environment variables of services; parsed at the first use, because they are not set during a build. */
export function serviceEnv(): z.infer<typeof envSchema> {
  env ??= envSchema.parse(process.env)
  return env
}
