import type { ReactNode } from 'react'

import { PageTexts } from '@/app/_components/page-texts'

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <PageTexts set="participant" namespaces={['common', 'errors', 'sign-in']}>
      {children}
    </PageTexts>
  )
}
