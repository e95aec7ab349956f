import type { ReactNode } from 'react'

import { NeedsScripts } from '@/app/_components/too-old'

export default function ScreenLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <NeedsScripts />
      {children}
    </>
  )
}
