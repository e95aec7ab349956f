import { createHmac } from 'node:crypto'

/** A TURN server with credentials for a while, as a browser takes it. */
export type IceServer = { urls: string[]; username: string; credential: string }

type TurnServer = { url: string; secret: string }

const CREDENTIALS_LIFETIME_SECONDS = 60 * 60

/**
 * Credentials for a TURN server that knows the same secret: the username says until when, and `chance` makes it one
 * browser's own without saying whose. Empty without a server.
 */
export function makeIceServers(
  server: TurnServer | null,
  { nowMs, chance }: { nowMs: number; chance: string },
): IceServer[] {
  if (!server) return []
  const username = `${Math.floor(nowMs / 1000) + CREDENTIALS_LIFETIME_SECONDS}:${chance}`
  // SHA-1 is what TURN servers agree on; as an HMAC it is sound.
  const credential = createHmac('sha1', server.secret).update(username).digest('base64')
  return [{ urls: [server.url], username, credential }]
}
