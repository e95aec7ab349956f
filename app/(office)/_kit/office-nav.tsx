'use client'

import Link, { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import { PageSearch, type FoundPage } from './page-search'

export type NavGroup = { word: string; places: readonly { href: string; word: string }[] }

type Props = { groups: readonly NavGroup[]; pages: readonly FoundPage[] }

/** The most pages that are listed openly beside a page of 768 px; with more, only the current page's group is open. */
const OPEN_MAX = 14

/** The office's navigation, by groups: beside the page where there is space, otherwise behind a button above it. */
export function OfficeNav({ groups, pages }: Props) {
  const { t } = useTranslation('office')
  const path = usePathname()
  return (
    <nav
      id="office-pages"
      aria-label={t('nav.label')}
      className="no-print min-w-0 border-bark bg-snow max-md:border-b md:border-e"
    >
      <div className="flex flex-wrap gap-2 p-2 md:sticky md:top-0 md:flex-col md:p-3">
        <PageSearch pages={pages} />
        {/* Closes when the page changes. */}
        <details key={path} className="grow md:hidden">
          <summary className="button list-none">
            <Pictogram name="list" size={20} />
            {t('nav.menu')}
          </summary>
          <Groups groups={groups} path={path} />
        </details>
        <div className="max-md:hidden">
          <Groups groups={groups} path={path} />
        </div>
      </div>
    </nav>
  )
}

function isHere(path: string, href: string): boolean {
  return href === '/office' ? path === href : path === href || path.startsWith(`${href}/`)
}

function Groups({ groups, path }: { groups: readonly NavGroup[]; path: string }) {
  const count = groups.reduce((sum, group) => sum + group.places.length, 0)
  return groups.map(({ word, places }) => {
    const isOwn = places.some(({ href }) => isHere(path, href))
    return (
      <details key={`${word} ${isOwn}`} open={count <= OPEN_MAX || isOwn}>
        <summary className="px-3 pt-1 text-sm text-slate max-md:min-h-11 max-md:content-center">{word}</summary>
        <ul className="flex flex-col">
          {places.map(({ href, word: place }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={isHere(path, href) ? 'page' : undefined}
                className="flex min-h-11 items-center rounded-lg px-3 md:min-h-9 font-semibold text-ink no-underline hover:bg-spruce-pale aria-[current=page]:bg-spruce aria-[current=page]:text-snow"
              >
                <PlaceWord word={place} />
              </Link>
            </li>
          ))}
        </ul>
      </details>
    )
  })
}

/** Shows that the page is loading. */
function PlaceWord({ word }: { word: string }) {
  const { pending } = useLinkStatus()
  return <span className={pending ? 'animate-pulse' : undefined}>{word}</span>
}
