import Link from 'next/link'
import type { ReactNode } from 'react'

import { getTextSet, getTranslation } from '@/app/_server/i18n'
import { isAllowed } from '@/domain/people/permissions'
import type { SignedInStaff } from '@/services/access/load-staff-actor'

import { CloseMenus } from './close-menus'
import { LanguageChoice } from './language-choice'
import { Pictogram } from './pictogram'
import { SignOutButton } from './sign-out-button'

/** The bar above every staff page, 48 px where it fits on one line: navigation, what the page adds, and the account. */
export async function StaffBar({ staff, children }: { staff: SignedInStaff; children?: ReactNode }) {
  const { t, language } = await getTranslation()
  const { actor } = staff
  const places = [
    {
      href: '/office',
      word: t('places.office'),
      isOpen: isAllowed(actor, 'attendance.list') || isAllowed(actor, 'participant.list'),
    },
    { href: '/teach', word: t('places.teach'), isOpen: isAllowed(actor, 'lesson.teach') },
    { href: '/site', word: t('places.site'), isOpen: isAllowed(actor, 'roll.take') },
  ]
  return (
    <header className="no-print flex min-h-12 flex-wrap items-center gap-x-4 bg-spruce px-4 text-snow">
      <Link href="/" className="inline-flex min-h-11 items-center text-lg font-bold text-snow no-underline">
        Samsal
      </Link>
      <nav aria-label={t('places.label')} className="flex flex-wrap gap-1">
        {places
          .filter((place) => place.isOpen)
          .map((place) => (
            <Link
              key={place.href}
              href={place.href}
              className="inline-flex min-h-11 items-center rounded-lg px-3 font-semibold text-snow no-underline hover:bg-spruce-deep"
            >
              {place.word}
            </Link>
          ))}
      </nav>
      <span className="ms-auto flex flex-wrap items-center gap-2">
        {children}
        <CloseMenus />
        <details className="relative" name="staff-account">
          <summary className="flex min-h-11 list-none items-center gap-2 rounded-lg px-2 font-semibold hover:bg-spruce-deep focus-visible:outline-sun">
            <Pictogram name="person" size={20} />
            <bdi translate="no" className="max-w-48 truncate max-sm:sr-only">
              {staff.name}
            </bdi>
            <Pictogram name="down" size={18} />
          </summary>
          <div className="card absolute end-0 z-30 flex w-64 flex-col gap-3 text-ink shadow-lg">
            <bdi translate="no" className="font-semibold sm:hidden">
              {staff.name}
            </bdi>
            <LanguageChoice set={await getTextSet()} current={language} />
            <Link href="/sign-in/second-factor" className="button">
              {t('secondFactor')}
            </Link>
            <SignOutButton />
          </div>
        </details>
      </span>
    </header>
  )
}
