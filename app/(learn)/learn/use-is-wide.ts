'use client'

import { useEffect, useState, type RefObject } from 'react'

/** Whether a box is at least this wide, in px. Container queries are newer than our lowest browsers. */
export function useIsWide(box: RefObject<HTMLElement | null>, minPx: number): boolean {
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    if (!box.current) return
    const sizes = new ResizeObserver(([entry]) => setWide((entry?.target.clientWidth ?? 0) >= minPx))
    sizes.observe(box.current)
    return () => sizes.disconnect()
  }, [box, minPx])
  return isWide
}
