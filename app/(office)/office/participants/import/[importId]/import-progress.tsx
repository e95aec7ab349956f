'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useId } from 'react'

const LOOK_EVERY_MS = 1_500
const LOOK_EVERY_S = 5

type Props = { done: number; total: number; word: string }

/** How far the work is. The page is loaded again while it goes on, without scripts too; the work does not need the page. */
export function ImportProgress({ done, total, word }: Props) {
  const router = useRouter()
  const id = useId()
  useEffect(() => {
    const looking = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, LOOK_EVERY_MS)
    return () => clearInterval(looking)
  }, [router])
  return (
    <div className="card flex flex-col gap-2">
      <p id={id} role="status" className="font-semibold">
        {word}
        {total > 0 && ` ${done} / ${total}`}
      </p>
      <progress className="h-4 w-full" aria-labelledby={id} max={total || 1} {...(total > 0 && { value: done })} />
      <noscript>
        <meta httpEquiv="refresh" content={String(LOOK_EVERY_S)} />
      </noscript>
    </div>
  )
}
