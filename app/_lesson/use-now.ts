'use client'

import { useEffect, useState } from 'react'

/** The time in ms, updated every second; null before hydration, so that server and browser render the same. */
export function useNow(everyMs = 1_000): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
