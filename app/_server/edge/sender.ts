import 'server-only'
import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import { headers } from 'next/headers'

const SENDER_HEADER = 'x-samsal-sender'
/** Limits of requests that came before anybody looked at senders, in the first moment of the process, are shared. */
const UNSEEN = 'unseen'

/** Kept on the process, for Next bundles this module more than once. It never leaves it, so no sender can write it. */
const shared = globalThis as typeof globalThis & { samsalSenderProof?: string }

/** Writes down who sent a request, for `getSender`. */
export function markSender(given: IncomingHttpHeaders, sender: string): void {
  shared.samsalSenderProof ??= randomBytes(16).toString('hex')
  // oxlint-disable-next-line no-param-reassign -- The framework reads the headers of this very object.
  given[SENDER_HEADER] = `${shared.samsalSenderProof} ${sender}`
}

/** Who sent this request, as limits by sender count: an address, or the network of one in IPv6. */
export async function getSender(): Promise<string> {
  const [proof, sender] = ((await headers()).get(SENDER_HEADER) ?? '').split(' ', 2)
  return proof === shared.samsalSenderProof && sender ? sender : UNSEEN
}
