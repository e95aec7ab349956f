import { Suspense, type ReactNode } from 'react'

import { DoneNote } from '@/app/(office)/_kit/done-note'
import { BackToList } from '@/app/(office)/_kit/back-to-list'
import { OfficeNav } from '@/app/(office)/_kit/office-nav'
import { PageSearch } from '@/app/(office)/_kit/page-search'
import { PageTexts } from '@/app/_components/page-texts'
import { StaffBar } from '@/app/_components/staff-bar'
import { getTranslation } from '@/app/_server/i18n'
import { requireStaff } from '@/app/_server/require-actor'
import { isAllowed, type Permission } from '@/domain/people/permissions'

import { PLACE_GROUPS } from './places'

import './office.css'

/** What client components of every page show: each page carries these texts, so it carries no others. */
const CLIENT_SECTIONS = {
  common: ['again', 'language', 'spoken', 'wait'],
  office: ['bulk', 'cards', 'form', 'nav', 'notes', 'rows', 'search'],
} as const

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff()
  const { t } = await getTranslation()
  const isOpen = (permission?: Permission) => permission === undefined || isAllowed(staff.actor, permission)
  const groups = PLACE_GROUPS.map(({ word, places }) => ({
    id: word,
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
    <PageTexts set="office" namespaces={['common', 'errors', 'office']} sections={CLIENT_SECTIONS}>
      <a href="#content" className="button sr-only focus:not-sr-only">
        {t('office:nav.skip')}
      </a>
      <StaffBar staff={staff}>
        <PageSearch pages={pages} hasPeople={isOpen('participant.list')} />
      </StaffBar>
      <div className="grid min-h-[calc(100dvh-3rem)] grid-rows-[auto_1fr] md:grid-cols-[14rem_1fr] md:grid-rows-1 print:block">
        <OfficeNav groups={shown} />
        <div id="content" className="min-w-0">
          <Suspense>
            <DoneNote />
          </Suspense>
          {children}
          <BackToList />
        </div>
      </div>
    </PageTexts>
  )
}
