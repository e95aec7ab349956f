'use client'

import { useEffect, useState } from 'react'

/**
 * Keeps the screen lit while `isOn`: a device that locks itself leaves the lesson. The browser drops the lock whenever
 * the page is hidden, so it is taken again each time the page is shown.
 * @returns whether the browser refuses it, or does not know it.
 */
export function useWakeLock(isOn: boolean): boolean {
  const [isRefused, setRefused] = useState(false)
  useEffect(() => {
    if (!isOn) return
    let lock: WakeLockSentinel | undefined
    let isCurrent = true
    const take = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        const taken = await navigator.wakeLock.request('screen')
        if (!isCurrent) return await taken.release()
        lock = taken
        setRefused(false)
      } catch {
        // A battery that is nearly empty, or a browser without it.
        if (isCurrent) setRefused(true)
      }
    }
    const retake = () => void take()
    void take()
    document.addEventListener('visibilitychange', retake)
    return () => {
      isCurrent = false
      document.removeEventListener('visibilitychange', retake)
      void lock?.release()
      setRefused(false)
    }
  }, [isOn])
  return isOn && isRefused
}
