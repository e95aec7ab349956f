import 'server-only'
import { headers } from 'next/headers'

import { readSigningKey, type SigningKey } from '@/services/live/sign-ticket'
import type { TicketMaker } from '@/services/live/join-lesson'

import { webEnv } from './env'
import { mediaUrlFor } from './media-address'

let key: SigningKey | undefined

/** What this request adds to a decision to make a ticket of it: the app's key, and the media server as this browser reaches it. */
export async function getTicketMaker(): Promise<TicketMaker> {
  key ??= readSigningKey(webEnv().TICKET_PRIVATE_KEY)
  const host = (await headers()).get('host') ?? 'localhost'
  return { key, mediaUrl: mediaUrlFor(new URL(`http://${host}`).hostname), nowMs: Date.now() }
}
