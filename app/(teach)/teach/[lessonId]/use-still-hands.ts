'use client'

import { useEffect, useState } from 'react'

import { fairOrder } from '@/domain/live-lesson/fair-order'
import type { HandRaised, LiveView } from '@/domain/live-lesson/view'

import { stillOrder } from './still-order'

/** After the pointer and the focus have left, before the rows may move again. */
const SETTLES_AFTER_MS = 1_000

/** The queue, in which no row moves while it is `isHeld` by the pointer or the focus. */
export function useStillHands({ hands, turns }: Pick<LiveView, 'hands' | 'turns'>, isHeld: boolean): HandRaised[] {
  const fair = fairOrder(hands, turns)
  const [isStill, setStill] = useState(false)
  const [standing, setStanding] = useState<readonly string[]>([])
  const shown = isStill || isHeld ? stillOrder(fair, standing) : fair
  const ids = shown.map((hand) => hand.memberId).join()
  useEffect(() => setStanding(ids === '' ? [] : ids.split(',')), [ids])
  useEffect(() => {
    if (isHeld) {
      setStill(true)
      return
    }
    const timer = setTimeout(() => setStill(false), SETTLES_AFTER_MS)
    return () => clearTimeout(timer)
  }, [isHeld])
  return shown
}
