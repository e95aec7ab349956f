'use client'

import { useEffect, useState, type ReactNode } from 'react'

type Props = {
  label: string
  className: string
  /** A press beside it closes it too. */
  closesOutside?: boolean
  onClose: () => void
  children: (close: () => void) => ReactNode
}

/** A sheet over the page, open from the start; Escape closes it, and so does what its content offers. */
export function PhoneSheet({ label, className, closesOutside = false, onClose, children }: Props) {
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null)
  useEffect(() => dialog?.showModal(), [dialog])
  const close = () => dialog?.close()
  return (
    <dialog
      ref={setDialog}
      aria-label={label}
      onClose={onClose}
      // The backdrop is the dialog itself.
      onPointerDown={(event) => closesOutside && event.target === dialog && close()}
      className={`m-0 overflow-y-auto ${className}`}
    >
      {children(close)}
    </dialog>
  )
}
