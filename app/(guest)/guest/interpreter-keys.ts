'use client'

import { useEffect, useRef } from 'react'

/** Where letters are text. A volume that was just set does not take them. */
const TEXT = 'input:not([type=range]), textarea, select, [contenteditable]'
const PRESSED_BY_SPACE = 'button, summary, a[href]'

type Pressed = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

type Where = { isText: boolean; isButton: boolean; areLettersOn: boolean }

/**
 * What a key does on an interpreter's page; null when it is for somebody else. By the key's place, for every layout.
 * Letters can be switched off: WCAG 2.2, 2.1.4 (people who dictate, or whose hands rest on the keys).
 */
export function interpreterKey(pressed: Pressed, { isText, isButton, areLettersOn }: Where): 'toggle' | 'cough' | null {
  const { code, altKey, ctrlKey, metaKey, shiftKey } = pressed
  if (isText || altKey || ctrlKey || metaKey || shiftKey) return null
  if (code === 'Space') return isButton ? null : 'toggle'
  if (!areLettersOn) return null
  if (code === 'KeyM') return 'toggle'
  return code === 'KeyK' ? 'cough' : null
}

type Options = { areLettersOn: boolean; onToggle: () => void; onCough: (isHeld: boolean) => void }

/** Space and M switch the microphone, K silences it for as long as it is held. */
export function useInterpreterKeys(options: Options): void {
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const onDown = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null
      const key = interpreterKey(event, {
        isText: target?.matches(TEXT) ?? false,
        isButton: target?.matches(PRESSED_BY_SPACE) ?? false,
        areLettersOn: latest.current.areLettersOn,
      })
      if (key === null) return
      event.preventDefault()
      if (event.repeat) return
      if (key === 'toggle') latest.current.onToggle()
      else latest.current.onCough(true)
    }
    const release = () => latest.current.onCough(false)
    window.addEventListener('keydown', onDown, { signal })
    window.addEventListener('keyup', (event) => event.code === 'KeyK' && release(), { signal })
    // A key that is let go in another window is never heard of here.
    window.addEventListener('blur', release, { signal })
    return () => stop.abort()
  }, [])
}
