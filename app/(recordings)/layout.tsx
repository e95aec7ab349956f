import type { ReactNode } from 'react'

import { PageTexts } from '@/app/_components/page-texts'

export default function RecordingsLayout({ children }: { children: ReactNode }) {
  return (
    <PageTexts set="participant" namespaces={['errors', 'slides', 'recordings']}>
      {children}
    </PageTexts>
  )
}
