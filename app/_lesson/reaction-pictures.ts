import type { PictogramName } from '@/app/_components/pictogram'
import type { Reaction } from '@/protocol/live-view'

/** The picture of each reaction. */
export const REACTION_PICTURES: Readonly<Record<Reaction, PictogramName>> = {
  understand: 'thumb-up',
  'not-understand': 'unsure',
  slower: 'slower',
  louder: 'louder',
  break: 'cup',
  thanks: 'heart',
}
