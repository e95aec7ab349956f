'use client'

import { useEffect, useRef } from 'react'

/** While something is open, Escape and a press outside the elements that match `inside` dismiss it. */
export function useDismiss(isOpen: boolean, inside: string, onDismiss: (by: 'press' | 'escape') => void): void {
  const latest = useRef(onDismiss)
  useEffect(() => {
    latest.current = onDismiss
  })
  useEffect(() => {
    if (!isOpen) return
    const press = (event: PointerEvent) => {
      if (event.target instanceof Element && !event.target.closest(inside)) latest.current('press')
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopImmediatePropagation()
      latest.current('escape')
    }
    window.addEventListener('pointerdown', press)
    window.addEventListener('keydown', escape, true)
    return () => {
      window.removeEventListener('pointerdown', press)
      window.removeEventListener('keydown', escape, true)
    }
  }, [isOpen, inside])
}
