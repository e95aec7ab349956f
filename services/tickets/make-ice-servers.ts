import { createHmac } from 'node:crypto'

/** A TURN server with credentials for a while, as a browser takes it. */
export type IceServer = { urls: string[]; username: string; credential: string }

type TurnServer = { url: string; secret: string }

const HOUR_SECONDS = 60 * 60
/** Credentials of this hour are good until the end of the next, so that every page has them for an hour at least. */
const HOURS_GOOD = 2
const NAME_BYTES = 12

/**
 * Credentials for a TURN server that knows the same secret: the username says until when, and is the subject's own
 * within an hour without saying whose, so that however many tickets somebody asks for have the lines of one. Empty
 * without a server.
 */
export function makeIceServers(
  server: TurnServer | null,
  { nowMs, subject }: { nowMs: number; subject: string },
): IceServer[] {
  if (!server) return []
  const hour = Math.floor(nowMs / 1000 / HOUR_SECONDS)
  const name = createHmac('sha256', server.secret).update(`${hour} ${subject}`).digest().subarray(0, NAME_BYTES)
  const username = `${(hour + HOURS_GOOD) * HOUR_SECONDS}:${name.toString('base64url')}`
  // SHA-1 is what TURN servers agree on; as an HMAC it is sound.
  const credential = createHmac('sha1', server.secret).update(username).digest('base64')
  return [{ urls: [server.url], username, credential }]
}
