import type { ReactNode } from 'react'

/**
 * A link in the row of a list. A plain one, because a list has many of them: `list-region.tsx` follows them all without
 * loading a page.
 */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line nextjs/no-html-link-for-pages
    <a className="link" href={href}>
      {children}
    </a>
  )
}
