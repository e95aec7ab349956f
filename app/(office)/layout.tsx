import { Suspense, type ReactNode } from 'react'

import { DoneNote } from '@/app/(office)/_kit/done-note'
import { OfficeNav } from '@/app/(office)/_kit/nav'
import { PageTexts } from '@/app/_components/page-texts'
import { StaffBar } from '@/app/_components/staff-bar'
import { getTranslation } from '@/app/_server/i18n'
import { requireStaff } from '@/app/_server/require-actor'
import { isAllowed, type Permission } from '@/domain/people/permissions'

/** The pages of the office in the order of a day's work, each for those who may. */
const PLACES: readonly (readonly [key: string, path: string, permission: Permission])[] = [
  ['overview', '/office', 'attendance.list'],
  ['lessons', '/office/lessons', 'attendance.list'],
  ['groups', '/office/groups', 'attendance.list'],
  ['participants', '/office/participants', 'participant.list'],
  ['staff', '/office/staff', 'staff.list'],
  ['municipalities', '/office/municipalities', 'municipality.change'],
  ['sites', '/office/sites', 'site.change'],
  ['endpoints', '/office/endpoints', 'endpoint.list'],
  ['rooms', '/office/rooms', 'endpoint.list'],
  ['operations', '/office/operations', 'operations.watch'],
  ['claims', '/office/claims', 'claim.export'],
  ['audit', '/office/audit', 'audit.list'],
]

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const staff = await requireStaff()
  const { t } = await getTranslation()
  const places = PLACES.filter(([, , permission]) => isAllowed(staff.actor, permission)).map(([key, href]) => ({
    href,
    word: t(`office:nav.${key}`),
  }))
  return (
    <PageTexts set="office" namespaces={['common', 'errors', 'office']}>
      <a href="#content" className="button sr-only focus:not-sr-only">
        {t('office:nav.skip')}
      </a>
      <StaffBar staff={staff} />
      <div className="grid min-h-[calc(100dvh-4rem)] print:block grid-rows-[auto_1fr] md:grid-cols-[15rem_1fr] md:grid-rows-1">
        <OfficeNav places={places} />
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
