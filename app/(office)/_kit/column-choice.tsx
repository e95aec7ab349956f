'use client'

import Link from 'next/link'

import { Pictogram } from '@/app/_components/pictogram'

/** `to`: the address of the list with the column added or removed; `says`: which of the two. */
export type ChoosableColumn = { name: string; title: string; says: string; to: string; isShown: boolean }

/** Each column is a link that adds or removes it. */
export function ColumnChoice({ columns }: { columns: readonly ChoosableColumn[] }) {
  return (
    <ul>
      {columns.map(({ name, title, says, to, isShown }) => (
        <li key={name}>
          <Link
            className="inline-flex min-h-11 items-center gap-3 text-ink no-underline hover:underline"
            href={to}
            aria-label={says}
            prefetch={false}
            replace
            scroll={false}
          >
            <span className="grid size-6 shrink-0 place-items-center rounded border-2 border-slate">
              {isShown && <Pictogram name="check" size={18} />}
            </span>
            {title}
          </Link>
        </li>
      ))}
    </ul>
  )
}
