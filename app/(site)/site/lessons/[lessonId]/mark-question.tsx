'use client'

import { useEffect, useRef } from 'react'

type Props = { text: string; yes: string; no: string; onYes: () => void; onNo: () => void }

/** Asks before something changes. The careful answer has the focus; afterwards it returns to where it was. */
export function MarkQuestion({ text, yes, no, onYes, onNo }: Props) {
  const careful = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const before = document.activeElement
    careful.current?.focus()
    careful.current?.scrollIntoView({ block: 'nearest' })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <div
      role="alertdialog"
      aria-label={text}
      className="flex flex-col gap-3 rounded-card border-2 border-sun bg-snow p-3 text-ink"
    >
      <p className="font-semibold">{text}</p>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button min-h-12 flex-1" onClick={onYes}>
          {yes}
        </button>
        <button ref={careful} type="button" className="button button-main min-h-12 flex-1" onClick={onNo}>
          {no}
        </button>
      </div>
    </div>
  )
}
