import 'server-only'
import { headers } from 'next/headers'

import { readSigningKey } from '@/adapters/signed-token'
import type { RecordingPlace } from '@/services/recordings/open-recording'

import { webEnv } from './env'
import { hostnameOf, mediaUrlFor } from './media-address'

/** The media server's address for this browser, and the key that it trusts. */
export async function getRecordingPlace(): Promise<RecordingPlace> {
  const key = readSigningKey(webEnv().TICKET_PRIVATE_KEY)
  return { key, mediaUrl: mediaUrlFor(hostnameOf(await headers())) }
}
