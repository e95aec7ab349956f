'use client'

import { useLayoutEffect, useState, type RefObject } from 'react'

type Size = { width: number; height: number }

/** The size of a box in px, null before it is drawn. Container units and queries are newer than our lowest browsers. */
export function useSize(box: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [box])
  return size
}
