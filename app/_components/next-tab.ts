import type { KeyboardEvent } from 'react'

import { isRightToLeft } from './is-right-to-left'

/** The tab that an arrow key leads to, in the direction of the text and around the ends; null for any other key. */
export function nextTab<Name>(event: KeyboardEvent, names: readonly Name[], current: Name): Name | null {
  const towards = isRightToLeft(event.currentTarget) ? 'ArrowLeft' : 'ArrowRight'
  const backwards = towards === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
  const by = { [towards]: 1, ArrowDown: 1, [backwards]: -1, ArrowUp: -1 }[event.key]
  if (by === undefined) return null
  return names.at((names.indexOf(current) + by) % names.length) ?? null
}
