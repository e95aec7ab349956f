import type { Reaction } from '@/domain/live-lesson/vocabulary'
import type { PictogramName } from '@/app/_components/pictogram'

/** The image of each reaction. */
export const REACTION_PICTURES: Readonly<Record<Reaction, PictogramName>> = {
  understand: 'thumb-up',
  'not-understand': 'unsure',
  slower: 'slower',
  louder: 'louder',
  break: 'cup',
  thanks: 'heart',
}
