import 'server-only'
import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import { headers } from 'next/headers'

const SENDER_HEADER = 'x-samsal-sender'
/** Requests from before senders are recorded, in the first moment of the process, share one limit. */
const UNSEEN = 'unseen'

/** Kept on the process, because Next bundles this module more than once. It is never sent, so clients cannot set it. */
const shared = globalThis as typeof globalThis & { samsalSenderProof?: string }

/** Records a request's sender, for `getSender`. */
export function markSender(given: IncomingHttpHeaders, sender: string): void {
  shared.samsalSenderProof ??= randomBytes(16).toString('hex')
  // oxlint-disable-next-line no-param-reassign -- The framework reads the headers of this very object.
  given[SENDER_HEADER] = `${shared.samsalSenderProof} ${sender}`
}

/** The sender of this request, for rate limits: an address, or for IPv6 its network. */
export async function getSender(): Promise<string> {
  const [proof, sender] = ((await headers()).get(SENDER_HEADER) ?? '').split(' ', 2)
  return proof === shared.samsalSenderProof && sender ? sender : UNSEEN
}
