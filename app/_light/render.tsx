import { renderToString } from 'react-dom/server'

import { TooOldNotice, type TooOldSentence } from '@/app/_components/too-old-notice'

import type { LightContents } from './contents'
import { LightPage } from './light-page'

/** The HTML of a light page, and of the notice for browsers that are too old. */
export function renderLightPage(contents: LightContents): string {
  return renderToString(<LightPage contents={contents} />)
}

export function renderTooOld(sentences: readonly TooOldSentence[], nonce: string | undefined): string {
  return renderToString(<TooOldNotice sentences={sentences} nonce={nonce} />)
}
