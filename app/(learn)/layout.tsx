import type { ReactNode } from 'react'

import { PageTexts } from '@/app/_components/page-texts'
import { NeedsScripts } from '@/app/_components/too-old'

export default function LearnLayout({ children }: { children: ReactNode }) {
  return (
    <PageTexts set="participant" namespaces={['check', 'common']}>
      <NeedsScripts />
      {children}
    </PageTexts>
  )
}
