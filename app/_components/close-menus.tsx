'use client'

import { useEffect } from 'react'

/** Menus of a page, which close before Escape does anything else. */
export const OPEN_MENUS = 'details:is([name=list-menu], [name=staff-account])[open]'

/** Closes a page's menus on Escape and on a click outside; without scripts their own button closes them. */
export function CloseMenus(): null {
  useEffect(() => {
    const close = (menus: Iterable<Element>) => {
      for (const menu of menus) menu.removeAttribute('open')
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      const menu = document.querySelector(OPEN_MENUS)
      if (!menu) return
      close([menu])
      menu.querySelector('summary')?.focus()
    }
    const onPress = ({ target }: PointerEvent) => {
      const beside = [...document.querySelectorAll(OPEN_MENUS)].filter(
        (menu) => !(target instanceof Node && menu.contains(target)),
      )
      close(beside)
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('pointerdown', onPress)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('pointerdown', onPress)
    }
  }, [])
  return null
}
