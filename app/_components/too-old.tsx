import { headers } from 'next/headers'

import { listTooOldSentences } from '@/app/_server/too-old-sentences'

import { TooOldNotice } from './too-old-notice'

/**
 * What somebody reads whose browser is older than our lowest versions, or runs no scripts: in every language of the page's audience,
 * their own first.
 */
export async function TooOld() {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return <TooOldNotice sentences={await listTooOldSentences()} nonce={nonce} />
}

/** In the layout of pages that do nothing without scripts. The office and the sign-in page work without them. */
export function NeedsScripts() {
  return (
    <noscript>
      <style>{'#too-old { display: block !important }'}</style>
    </noscript>
  )
}
