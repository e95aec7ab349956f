'use client'

import { useLayoutEffect, useState, type RefObject } from 'react'

type Size = { width: number; height: number }

/** The size of what is between the edges of a box, in px; null before it is drawn. Container units and queries are newer than our lowest browsers. */
export function useSize(box: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    setSize({ width: element.clientWidth, height: element.clientHeight })
    // With fractions, and as if it were not turned.
    const sizes = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [box])
  return size
}
