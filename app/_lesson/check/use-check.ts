'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

import type { Findings } from '@/services/checks/findings'

import type { Ticket } from '@/lesson-client/lesson-client'
import { NOTHING_CHECKED, runCheck, type CheckProgress } from './run-check'

type UseCheck = { fetchTicket: () => Promise<Ticket>; isToneHeard: () => Promise<boolean> }

/** Binds a page to a check: one at a time, stopped when the page unmounts. */
export function useCheck({ fetchTicket, isToneHeard }: UseCheck) {
  const [progress, setProgress] = useState<CheckProgress>(NOTHING_CHECKED)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = useCallback(async (): Promise<Findings | null> => {
    if (running.current) return null
    const controller = new AbortController()
    running.current = controller
    setProgress(NOTHING_CHECKED)
    try {
      return await runCheck({ fetchTicket, isToneHeard, onProgress: setProgress, signal: controller.signal })
    } finally {
      running.current = null
    }
  }, [fetchTicket, isToneHeard])
  return { progress, start }
}
