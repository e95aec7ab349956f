import type { ReactNode } from 'react'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'

type Props = { picture: PictogramName; title: string; text?: string; children?: ReactNode }

/** One state across the whole screen, readable from five metres. */
export function ScreenNotice({ picture, title, text, children }: Props) {
  return (
    <main className="dark flex h-dvh flex-col items-center justify-center gap-[3vh] overflow-hidden bg-ink p-[4vh] text-center text-birch">
      <Pictogram name={picture} className="size-[16vh]" />
      <h1 className="font-bold" style={{ fontSize: '7vh', lineHeight: 1.25 }}>
        {title}
      </h1>
      {text !== undefined && <p style={{ fontSize: '5vh', lineHeight: 1.35 }}>{text}</p>}
      {children}
    </main>
  )
}
