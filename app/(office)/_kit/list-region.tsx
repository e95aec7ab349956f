'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'

import { leaveList, takeLeftRow } from './list-memory'

type Props = {
  label: string
  /** Addresses of the pages before and after this one. */
  previous: string | null
  next: string | null
  children: ReactNode
}

/** Elements in a row that have an action of their own. */
const OWN_ACTION = 'a, button, input, select, textarea, label, summary, details[open]'
const SCREENFUL = 10

/**
 * The frame of a list's table. The row is the target: a click opens what its first link opens. The links of
 * rows and heads are plain ones, which are followed here without loading a page. With the focus in the
 * list J and K, or the arrows, go from row to row, Page Down and Page Up ten rows and from page to page, Enter opens the
 * row and X picks it. A list that is returned to has the focus on the row that was opened.
 */
export function ListRegion({ label, previous, next, children }: Props) {
  const router = useRouter()
  const region = useRef<HTMLDivElement>(null)
  const rows = () => [...(region.current?.querySelectorAll<HTMLTableRowElement>('tbody tr') ?? [])]

  useEffect(() => {
    for (const row of rows()) if (linkOf(row)) row.dataset.opens = ''
    const key = takeLeftRow()
    const row = key === null ? undefined : rows().find((one) => one.dataset.key === key)
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }, [children])

  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return
    const row = rowAt(event.target)
    const pressed = event.target.closest<HTMLAnchorElement>('a')
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey
    if (pressed) {
      if (row) leaveList(row.dataset.key ?? '')
      if (isElsewhere) return
      event.preventDefault()
      router.push(pressed.href)
      return
    }
    const link = row && linkOf(row)
    // A text that is being selected is not a click on its row.
    if (!link || event.target.closest(OWN_ACTION) || (window.getSelection()?.toString() ?? '') !== '') return
    if (isElsewhere) window.open(link.href, '_blank', 'noopener')
    else link.click()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const all = rows()
    const at = all.findIndex((row) => row.contains(document.activeElement))
    const steps: Readonly<Record<string, number>> = {
      ...{ j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, PageDown: SCREENFUL, PageUp: -SCREENFUL },
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const step = steps[key]
    const row = all[at]
    if (step !== undefined) {
      const isPaging = Math.abs(step) === SCREENFUL
      const beyond = step > 0 ? at === all.length - 1 && next : at === 0 && previous
      if (isPaging && beyond) router.push(beyond)
      else all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus()
    } else if (key === 'x' && row) {
      row.querySelector<HTMLInputElement>('input[name=id]')?.click()
    } else if (key === 'Enter' && row && row === document.activeElement) {
      linkOf(row)?.click()
    } else return
    event.preventDefault()
  }

  return (
    // The region scrolls and is where the list's keys work, so the focus must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <div
      ref={region}
      role="region"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="list-region"
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  )
}

function rowAt(target: EventTarget): HTMLTableRowElement | null {
  return target instanceof Element ? target.closest<HTMLTableRowElement>('tbody tr') : null
}

/** The link that opens the row. */
function linkOf(row: HTMLTableRowElement): HTMLAnchorElement | null {
  return row.querySelector<HTMLAnchorElement>('td:first-child a.link')
}

function isTyping(target: EventTarget): boolean {
  const isTick = target instanceof HTMLInputElement && target.type === 'checkbox'
  return target instanceof Element && target.matches('input, select, textarea, summary') && !isTick
}
