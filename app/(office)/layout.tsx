import { Suspense, type ReactNode } from 'react'

import { DoneNote } from '@/app/(office)/_kit/done-note'
import { OfficeNav } from '@/app/(office)/_kit/office-nav'
import { PageTexts } from '@/app/_components/page-texts'
import { StaffBar } from '@/app/_components/staff-bar'
import { getTranslation } from '@/app/_server/i18n'
import { requireStaff } from '@/app/_server/require-actor'
import { isAllowed, type Permission } from '@/domain/people/permissions'

import { PLACE_GROUPS } from './places'

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff()
  const { t } = await getTranslation()
  const isOpen = (permission?: Permission) => permission === undefined || isAllowed(staff.actor, permission)
  const groups = PLACE_GROUPS.map(({ word, places }) => ({
    word: t(`office:${word}`),
    places: places
      .filter((place) => isOpen(place.permission))
      .map(({ path, word: place, synonyms, isAside }) => ({
        ...{ href: path, word: t(`office:${place}`), isAside },
        synonyms: synonyms ? t(`office:${synonyms}`) : '',
      })),
  }))
  const pages = groups.flatMap(({ word, places }) => places.map((place) => ({ ...place, group: word })))
  const shown = groups
    .map((group) => ({ ...group, places: group.places.filter((place) => !place.isAside) }))
    .filter((group) => group.places.length > 0)
  return (
    <PageTexts set="office" namespaces={['common', 'errors', 'office']}>
      <a href="#content" className="button sr-only focus:not-sr-only">
        {t('office:nav.skip')}
      </a>
      <StaffBar staff={staff} />
      <div className="grid min-h-[calc(100dvh-4rem)] print:block grid-rows-[auto_1fr] md:grid-cols-[15rem_1fr] md:grid-rows-1">
        <OfficeNav groups={shown} pages={pages} />
        <div id="content" className="min-w-0">
          <Suspense>
            <DoneNote />
          </Suspense>
          {children}
        </div>
      </div>
    </PageTexts>
  )
}
