'use client'

import { useEffect, useState } from 'react'

import { askApi } from '@/app/_components/ask-api'
import { lateWorkAnswer } from '@/protocol/late-work'

const ASK_AGAIN_AFTER_MS = 60_000

/** Kept while the office is open, so that a click in the navigation asks nothing. */
let asked: { atMs: number; late: Promise<number> } | null = null

/** How many things of the worklist are late; 0 until it is known, and where it cannot be. */
export function useLateWork(path: string, isWanted: boolean): number {
  const [late, setLate] = useState(0)
  useEffect(() => {
    if (!isWanted) return
    let isGone = false
    // Work is done on other pages and on the overview itself, which is always right.
    if (!asked || path === '/office' || performance.now() - asked.atMs > ASK_AGAIN_AFTER_MS) {
      asked = { atMs: performance.now(), late: askLate() }
    }
    void asked.late.then((count) => isGone || setLate(count))
    return () => {
      isGone = true
    }
  }, [path, isWanted])
  return late
}

async function askLate(): Promise<number> {
  try {
    const reply = await askApi('/api/late-work', lateWorkAnswer)
    return reply.ok ? reply.data.late : 0
  } catch {
    // The app cannot be reached: the page itself says so when it is used.
    return 0
  }
}
