'use client'

import { useHasScripts } from './use-has-scripts'

/** Prints the page. Hidden without scripts, where the browser's own menu prints. */
export function PrintButton({ word, className = 'button' }: { word: string; className?: string }) {
  if (!useHasScripts()) return null
  const print = (menu: Element | null) => {
    menu?.removeAttribute('open')
    window.print()
  }
  return (
    <button
      type="button"
      className={className}
      onClick={(event) => print(event.currentTarget.closest('details[open]'))}
    >
      {word}
    </button>
  )
}
