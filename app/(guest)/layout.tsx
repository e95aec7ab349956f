import type { ReactNode } from 'react'

import { PageTexts } from '@/app/_components/page-texts'
import { NeedsScripts } from '@/app/_components/too-old'

export default function GuestLayout({ children }: { children: ReactNode }) {
  return (
    <PageTexts
      set="participant"
      namespaces={['common', 'errors', 'lesson', 'slides', 'teach', 'invite', 'guest', 'device']}
    >
      <NeedsScripts />
      {children}
    </PageTexts>
  )
}
