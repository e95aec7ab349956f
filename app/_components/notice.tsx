'use client'

import type { ReactNode } from 'react'

import { Pictogram, type PictogramName } from './pictogram'

type Props = {
  picture: PictogramName
  title: string
  text?: string
  tone?: 'calm' | 'stop' | 'good'
  isBusy?: boolean
  children?: ReactNode
}

const TONES = { calm: 'bg-spruce-pale text-spruce', stop: 'bg-lingon-pale text-lingon', good: 'bg-moss-pale text-moss' }

/** A full page for one state: an image, a sentence, one next step. */
export function Notice({ picture, title, text, tone = 'calm', isBusy = false, children }: Props) {
  return (
    <main
      aria-busy={isBusy}
      className="mx-auto flex min-h-dvh max-w-xl flex-col items-center justify-center gap-6 p-6 text-center"
    >
      <div className={`grid size-36 place-items-center rounded-full ${TONES[tone]} ${isBusy ? 'animate-pulse' : ''}`}>
        <Pictogram name={picture} size={80} />
      </div>
      <h1 className="text-2xl font-bold" role={isBusy ? 'status' : undefined}>
        {title}
      </h1>
      {text !== undefined && <p className="text-lg">{text}</p>}
      {children}
    </main>
  )
}
