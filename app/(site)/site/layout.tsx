import type { ReactNode } from 'react'

import { PageTexts } from '@/app/_components/page-texts'
import { NeedsScripts } from '@/app/_components/too-old'
import { findStaff } from '@/app/_server/require-actor'

import { MarkKeeper } from './_marks/mark-keeper'

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const staff = await findStaff()
  return (
    <PageTexts set="participant" namespaces={['common', 'errors', 'lesson', 'site']}>
      <NeedsScripts />
      {staff ? (
        <MarkKeeper key={staff.actor.staffId} staffId={staff.actor.staffId}>
          {children}
        </MarkKeeper>
      ) : (
        children
      )}
    </PageTexts>
  )
}
