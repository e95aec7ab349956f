import type { ReactNode } from 'react'

export const CELL = 'h-11 px-3 py-1 align-baseline'
export const FIGURE_CELL = 'h-11 px-3 py-1 align-baseline text-end tabular-nums whitespace-nowrap'

/** A table that scrolls horizontally where the page is narrow. */
export function Table({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    // A scrollable region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={caption} tabIndex={0} className="card overflow-x-auto p-0">
      <table className="w-full border-collapse text-start [&_a.link]:inline-flex [&_a.link]:min-h-11 [&_a.link]:items-center [&_td:first-child]:min-w-40">
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  )
}
