'use client'

import { useEffect, useState } from 'react'

/** The time in ms, anew each second; null until the page is alive, so that server and browser draw the same. */
export function useNow(everyMs = 1_000): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
