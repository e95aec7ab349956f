'use client'

import { useEffect, useRef } from 'react'

/** The commands that have a key, in the order of the list that the communicator reads. */
export const KEY_LIST = [
  { name: 'next', keys: ['PageDown', 'Space', '→'] },
  { name: 'previous', keys: ['PageUp', '←'] },
  { name: 'ends', keys: ['Home', 'End'] },
  { name: 'page', keys: ['1 … 9', 'Enter'] },
  { name: 'black', keys: ['B'] },
  { name: 'pointer', keys: ['L'] },
  { name: 'draw', keys: ['D'] },
  { name: 'wipe', keys: ['E'] },
  { name: 'layDown', keys: ['Esc'] },
  { name: 'microphone', keys: ['M'] },
  { name: 'camera', keys: ['V'] },
  { name: 'muteAll', keys: ['X'] },
  { name: 'give', keys: ['G'] },
  { name: 'take', keys: ['T'] },
  { name: 'panels', keys: ['Shift', '1 … 6'] },
  { name: 'region', keys: ['F6'] },
  { name: 'full', keys: ['F'] },
] as const

export type KeyCommand =
  | { kind: 'turn'; by: 1 | -1 }
  | { kind: 'page'; slideNumber: number | 'first' | 'last' }
  | { kind: 'panel'; at: number }
  | { kind: 'region'; by: 1 | -1 }
  | {
      kind:
        | 'black'
        | 'pointer'
        | 'draw'
        | 'wipe'
        | 'lay-down'
        | 'microphone'
        | 'camera'
        | 'mute-all'
        | 'give'
        | 'take'
        | 'full'
        | 'keys'
    }

/** By the place of the key, so that they work in every layout. */
const LETTERS: Readonly<Record<string, KeyCommand>> = {
  KeyB: { kind: 'black' },
  KeyL: { kind: 'pointer' },
  KeyD: { kind: 'draw' },
  KeyE: { kind: 'wipe' },
  KeyM: { kind: 'microphone' },
  KeyV: { kind: 'camera' },
  KeyX: { kind: 'mute-all' },
  KeyG: { kind: 'give' },
  KeyT: { kind: 'take' },
  KeyF: { kind: 'full' },
}
/** Fields, and what is scrolled by the keyboard: a list of messages for example. */
const FIELDS = 'input, textarea, select, [contenteditable], [tabindex="0"]:not(button)'
const PRESSED_BY_SPACE = 'button, summary, a[href]'
const DIGITS_MAX = 3

type Pressed = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>
type Where = { isField: boolean; isButton: boolean; isRtl: boolean; areLettersOn: boolean; digits: string }

/** What a pressed key asks for; null when it is for somebody else. */
export function commandOf(
  pressed: Pressed,
  { isField, isButton, isRtl, areLettersOn, digits }: Where,
): KeyCommand | null {
  const { code, key, shiftKey } = pressed
  if (isField || pressed.altKey || pressed.ctrlKey || pressed.metaKey) return null
  if (code === 'F6') return { kind: 'region', by: shiftKey ? -1 : 1 }
  if (areLettersOn && (key === '?' || key === '؟')) return { kind: 'keys' }
  if (shiftKey) {
    const at = areLettersOn ? Number(/^Digit([1-6])$/.exec(code)?.[1] ?? 0) : 0
    return at > 0 ? { kind: 'panel', at: at - 1 } : null
  }
  if (code === 'PageDown') return { kind: 'turn', by: 1 }
  if (code === 'PageUp') return { kind: 'turn', by: -1 }
  if (code === 'ArrowRight') return { kind: 'turn', by: isRtl ? -1 : 1 }
  if (code === 'ArrowLeft') return { kind: 'turn', by: isRtl ? 1 : -1 }
  if (code === 'Home') return { kind: 'page', slideNumber: 'first' }
  if (code === 'End') return { kind: 'page', slideNumber: 'last' }
  if (code === 'Escape') return { kind: 'lay-down' }
  if (!areLettersOn) return null
  if (code === 'Space') return isButton ? null : { kind: 'turn', by: 1 }
  if (code === 'Enter' || code === 'NumpadEnter') {
    return digits === '' ? null : { kind: 'page', slideNumber: Number(digits) }
  }
  return LETTERS[code] ?? null
}

/** Listens to the keys of the whole page, except in text fields. */
export function useCockpitKeys(areLettersOn: boolean, onCommand: (command: KeyCommand) => void): void {
  const latest = useRef(onCommand)
  const digits = useRef('')
  useEffect(() => {
    latest.current = onCommand
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat && !event.code.startsWith('Page') && !event.code.startsWith('Arrow')) return
      const target = event.target instanceof HTMLElement ? event.target : null
      const isField = target?.matches(FIELDS) ?? false
      const command = commandOf(event, {
        isField,
        isButton: target?.matches(PRESSED_BY_SPACE) ?? false,
        isRtl: document.documentElement.dir === 'rtl',
        areLettersOn,
        digits: digits.current,
      })
      const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
      const isDigit = digit !== undefined && !isField && !event.shiftKey && areLettersOn
      digits.current = isDigit ? `${digits.current}${digit}`.slice(-DIGITS_MAX) : ''
      if (command === null) return
      event.preventDefault()
      latest.current(command)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [areLettersOn])
}
