import { createHmac } from 'node:crypto'

/** A TURN server with temporary credentials, in the form a browser expects. */
export type IceServer = { urls: string[]; username: string; credential: string }

type TurnServer = { url: string; secret: string }

const HOUR_SECONDS = 60 * 60
/** Credentials of this hour are valid until the end of the next, so that every page has them for at least an hour. */
const HOURS_GOOD = 2
const NAME_BYTES = 12

/**
 * Credentials for a TURN server with the same secret: the username contains the expiry and a pseudonym of the subject
 * that is constant within an hour, so that all of a subject's tickets share one quota. Empty without a server.
 */
export function makeIceServers(
  server: TurnServer | null,
  { nowMs, subject }: { nowMs: number; subject: string },
): IceServer[] {
  if (!server) return []
  const hour = Math.floor(nowMs / 1000 / HOUR_SECONDS)
  const name = createHmac('sha256', server.secret).update(`${hour} ${subject}`).digest().subarray(0, NAME_BYTES)
  const username = `${(hour + HOURS_GOOD) * HOUR_SECONDS}:${name.toString('base64url')}`
  // TURN requires SHA-1; as an HMAC it is still secure.
  const credential = createHmac('sha1', server.secret).update(username).digest('base64')
  return [{ urls: [server.url], username, credential }]
}
