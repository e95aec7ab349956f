'use client'

import { useEffect } from 'react'

import { OPEN_MENUS } from '@/app/_components/close-menus'

import { markBack } from './list-memory'

const OPEN = `dialog[open], ${OPEN_MENUS}`
const TYPING = 'input, select, textarea'

/** Something typed on this page has not been saved. */
function hasUnsaved(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'main form:not([role=search]) :is(input:not([type=hidden], [type=checkbox], [type=radio]), textarea)',
  )
  return [...fields].some((field) => field.value !== field.defaultValue)
}

/** Escape follows the page's way back, unless it closes something, or would lose what was typed. */
export function BackToList(): null {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(OPEN)) return
      if ((event.target instanceof Element && event.target.matches(TYPING)) || hasUnsaved()) return
      document.querySelector<HTMLAnchorElement>('a[data-back]')?.click()
    }
    // Before `close-menus.tsx` closes a menu: an open one takes the key.
    document.addEventListener('keydown', onKey, { capture: true })
    window.addEventListener('popstate', markBack)
    return () => {
      document.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('popstate', markBack)
    }
  }, [])
  return null
}
