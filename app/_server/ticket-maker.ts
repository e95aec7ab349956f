import 'server-only'
import { headers } from 'next/headers'

import { makeIceServers } from '@/services/tickets/make-ice-servers'
import { readSigningKey, type SigningKey } from '@/adapters/signed-token'
import type { TicketMaker } from '@/services/tickets/join-lesson'

import { webEnv } from './env'
import { hostnameOf, mediaUrlFor } from './media-address'

let key: SigningKey | undefined

/**
 * What this request adds to the decision to make a ticket of it: the app's key, the media server's address for this
 * browser, and TURN for this subject.
 */
export async function getTicketMaker(subject: string): Promise<TicketMaker> {
  const { TICKET_PRIVATE_KEY, TURN_URL, TURN_SECRET } = webEnv()
  key ??= readSigningKey(TICKET_PRIVATE_KEY)
  const nowMs = Date.now()
  const turnServer = TURN_URL && TURN_SECRET ? { url: TURN_URL, secret: TURN_SECRET } : null
  return {
    key,
    mediaUrl: mediaUrlFor(hostnameOf(await headers())),
    iceServers: makeIceServers(turnServer, { nowMs, subject }),
    nowMs,
  }
}
