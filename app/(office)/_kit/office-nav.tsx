'use client'

import Link, { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import { useClosedGroups } from './use-closed-groups'
import { useHasScripts } from './use-has-scripts'
import { useLateWork } from './use-late-work'

export type NavGroup = { id: string; word: string; places: readonly { href: string; word: string }[] }

const OVERVIEW = '/office'

/** The most pages that are listed openly beside a page of 768 px; with more, one group is open at a time. */
const OPEN_MAX = 14

/** The office's navigation, by groups: beside the page where there is space, otherwise behind a button above it. */
export function OfficeNav({ groups }: { groups: readonly NavGroup[] }) {
  const { t } = useTranslation('office')
  const path = usePathname()
  /** The page on which the navigation was opened: another page closes it. */
  const [openOn, setOpenOn] = useState<string | null>(null)
  const isOpen = openOn === path
  const hasScripts = useHasScripts()
  return (
    <nav
      id="office-pages"
      aria-label={t('nav.label')}
      className="no-print min-w-0 border-bark bg-snow max-md:border-b md:border-e"
    >
      <div className="p-2 md:sticky md:top-0 md:max-h-dvh md:overflow-y-auto">
        {hasScripts && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls="office-groups"
            className="button md:hidden"
            onClick={() => setOpenOn(isOpen ? null : path)}
          >
            <Pictogram name="list" size={20} />
            {t('nav.menu')}
          </button>
        )}
        <div id="office-groups" className={hasScripts && !isOpen ? 'max-md:hidden' : undefined}>
          <Groups groups={groups} path={path} />
        </div>
      </div>
    </nav>
  )
}

function isHere(path: string, href: string): boolean {
  return href === OVERVIEW ? path === href : path === href || path.startsWith(`${href}/`)
}

function Groups({ groups, path }: { groups: readonly NavGroup[]; path: string }) {
  const { closed, setGroup } = useClosedGroups()
  const late = useLateWork(
    path,
    groups.some(({ places }) => places.some(({ href }) => href === OVERVIEW)),
  )
  const count = groups.reduce((sum, group) => sum + group.places.length, 0)
  const isFolded = count > OPEN_MAX
  const isOwn = ({ places }: NavGroup) => places.some(({ href }) => isHere(path, href))
  const own = groups.find(isOwn)
  return groups.map((group) => {
    const { id, word, places } = group
    const isOpen = isFolded ? group === own : !closed.includes(id)
    return (
      <details
        key={isFolded ? `${id} ${group === own}` : id}
        name={isFolded ? 'office-groups' : undefined}
        open={isOpen}
        onToggle={({ currentTarget }) => {
          if (!isFolded) setGroup(id, currentTarget.open)
        }}
      >
        <summary className="flex min-h-8 items-center gap-1 px-3 text-[0.875rem] font-semibold text-slate max-md:min-h-11">
          {word}
        </summary>
        <ul className="flex flex-col">
          {places.map(({ href, word: place }) => (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={isHere(path, href) ? 'page' : undefined}
                className="flex min-h-11 items-center rounded-lg px-3 font-semibold text-ink no-underline hover:bg-spruce-pale aria-[current=page]:bg-spruce aria-[current=page]:text-snow md:min-h-9 md:pointer-coarse:min-h-11"
              >
                <PlaceWord word={place} />
                {href === OVERVIEW && late > 0 && <LateCount late={late} />}
              </Link>
            </li>
          ))}
        </ul>
      </details>
    )
  })
}

function LateCount({ late }: { late: number }) {
  const { t } = useTranslation('office')
  return (
    <span
      data-late={late}
      className="ms-auto grid min-h-6 min-w-6 place-items-center rounded-full bg-sun px-2 text-sm font-bold text-ink tabular-nums"
    >
      <span aria-hidden="true">{late}</span>
      <span className="sr-only">{t('nav.late', { count: late })}</span>
    </span>
  )
}

/** Shows that the page is loading. */
function PlaceWord({ word }: { word: string }) {
  const { pending } = useLinkStatus()
  return <span className={pending ? 'animate-pulse' : undefined}>{word}</span>
}
