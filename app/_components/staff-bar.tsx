import Link from 'next/link'

import { getTextSet, getTranslation } from '@/app/_server/i18n'
import { isAllowed } from '@/domain/people/permissions'
import type { SignedInStaff } from '@/services/access/load-staff-actor'

import { LanguageChoice } from './language-choice'
import { SignOutButton } from './sign-out-button'

/** The bar above every staff page: navigation, the signed-in name, and sign-out. */
export async function StaffBar({ staff }: { staff: SignedInStaff }) {
  const { t, language } = await getTranslation()
  const { actor } = staff
  const places = [
    {
      href: '/office',
      word: t('places.office'),
      isHers: isAllowed(actor, 'attendance.list') || isAllowed(actor, 'participant.list'),
    },
    { href: '/teach', word: t('places.teach'), isHers: isAllowed(actor, 'lesson.teach') },
    { href: '/site', word: t('places.site'), isHers: isAllowed(actor, 'roll.take') },
  ]
  return (
    <header className="no-print flex flex-wrap items-center gap-x-5 gap-y-2 bg-spruce px-4 py-2 text-snow">
      <Link href="/" className="inline-flex min-h-11 items-center text-xl font-bold text-snow no-underline">
        Samsal
      </Link>
      <nav aria-label={t('places.label')} className="flex flex-wrap gap-1">
        {places
          .filter((place) => place.isHers)
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
      <span className="ms-auto flex flex-wrap items-center gap-3">
        <bdi className="max-sm:hidden">{staff.name}</bdi>
        <span className="text-ink [&_svg]:text-snow">
          <LanguageChoice set={await getTextSet()} current={language} />
        </span>
        <SignOutButton />
      </span>
    </header>
  )
}
