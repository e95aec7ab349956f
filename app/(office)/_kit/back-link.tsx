'use client'

import Link from 'next/link'
import type { MouseEvent, ReactNode } from 'react'
import { useRouter } from 'next/navigation'

import { leftAddress, markBack } from './list-memory'

/** The way back to a list as it was left: its filter, its page, and the focus on the row that was opened. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  const router = useRouter()
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    markBack()
    router.push(leftAddress(href))
  }
  return (
    <Link data-back className="link inline-flex min-h-11 items-center self-start" href={href} onClick={onClick}>
      {children}
    </Link>
  )
}
