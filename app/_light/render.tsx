import { options, type VNode } from 'preact'
import { renderToString } from 'react-dom/server'

import { TooOldNotice, type TooOldSentence } from '@/app/_components/too-old-notice'

import type { LightContents } from './contents'
import { LightPage } from './light-page'

// For the property of an element, compat turns `translate="no"` into false, which HTML would leave out.
const before = options.vnode
options.vnode = (node: VNode<{ translate?: unknown }>) => {
  before?.(node)
  if (typeof node.type === 'string' && node.props.translate === false) node.props.translate = 'no'
}

/** The HTML of a light page, and of the notice for browsers that are too old. */
export function renderLightPage(contents: LightContents): string {
  return renderToString(<LightPage contents={contents} />)
}

export function renderTooOld(sentences: readonly TooOldSentence[], nonce: string | undefined): string {
  return renderToString(<TooOldNotice sentences={sentences} nonce={nonce} />)
}
