import * as z from 'zod'

const KEY_BYTES = 32

const key = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === KEY_BYTES)

/** Origins, space-separated, each in the form in which a URL gives it. */
const origins = z
  .string()
  .default('')
  .transform((text) => text.split(' ').filter((one) => one !== ''))
  .pipe(z.array(z.url().refine((text) => new URL(text).origin === text)))

const envSchema = z.object({
  IDENTITY_ENCRYPTION_KEY: key,
  IDENTITY_HASH_KEY: key,
  /** Identity providers on a private network, or without https. */
  OPENID_INTERNAL_ORIGINS: origins,
})

let env: z.infer<typeof envSchema> | undefined

/** The environment variables of services; parsed at the first use, because they are not set during a build. */
export function serviceEnv(): z.infer<typeof envSchema> {
  env ??= envSchema.parse(process.env)
  return env
}
