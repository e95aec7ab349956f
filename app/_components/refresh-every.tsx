'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Looks for news on the server now and then, without a touch. */
export function RefreshEvery({ ms }: { ms: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), ms)
    return () => clearInterval(timer)
  }, [router, ms])
  return null
}
