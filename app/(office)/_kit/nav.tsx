'use client'

import Link, { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'

export type OfficePlace = { href: string; word: string }

/** The office's own navigation: beside the page where there is client, else a line above it that scrolls. */
export function OfficeNav({ places }: { places: readonly OfficePlace[] }) {
  const { t } = useTranslation('office')
  const path = usePathname()
  const isHere = (href: string) => (href === '/office' ? path === href : path === href || path.startsWith(`${href}/`))
  return (
    <nav aria-label={t('nav.label')} className="no-print min-w-0 border-bark bg-snow max-md:border-b md:border-e">
      <ul className="flex gap-1 overflow-x-auto p-2 md:sticky md:top-0 md:flex-col md:p-3">
        {places.map(({ href, word }) => (
          <li key={href} className="shrink-0">
            <Link
              href={href}
              aria-current={isHere(href) ? 'page' : undefined}
              className="flex min-h-11 items-center rounded-lg px-3 font-semibold text-ink no-underline hover:bg-spruce-pale aria-[current=page]:bg-spruce aria-[current=page]:text-snow"
            >
              <PlaceWord word={word} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Tells that the page is on its way. */
function PlaceWord({ word }: { word: string }) {
  const { pending } = useLinkStatus()
  return <span className={pending ? 'animate-pulse' : undefined}>{word}</span>
}
