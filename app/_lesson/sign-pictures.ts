import type { PictogramName } from '@/app/_components/pictogram'
import type { Sign } from '@/protocol/live-view'

/** The picture of each sign. */
export const SIGN_PICTURES: Readonly<Record<Sign, PictogramName>> = {
  understand: 'thumb-up',
  'not-understand': 'unsure',
  slower: 'slower',
  louder: 'louder',
  break: 'cup',
  thanks: 'heart',
}
