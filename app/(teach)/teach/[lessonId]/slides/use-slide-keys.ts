'use client'

import { useEffect, useRef } from 'react'

/**
 * Slide keys, which presenter remotes send, turn slides anywhere on the page except in text fields. Arrow keys do so
 * only inside the tray, which takes the returned ref.
 */
export function useSlideKeys(turn: (by: 1 | -1) => void) {
  const tray = useRef<HTMLElement>(null)
  const latest = useRef(turn)
  useEffect(() => {
    latest.current = turn
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null
      if (target?.matches('input, textarea, select, [contenteditable]')) return
      const by = turnBy(event.key, tray.current?.contains(target) ?? false)
      if (by === null || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      latest.current(by)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return tray
}

function turnBy(key: string, isInTray: boolean): 1 | -1 | null {
  if (key === 'PageDown') return 1
  if (key === 'PageUp') return -1
  if (!isInTray || (key !== 'ArrowRight' && key !== 'ArrowLeft')) return null
  const isForward = (key === 'ArrowRight') === (document.documentElement.dir !== 'rtl')
  return isForward ? 1 : -1
}
