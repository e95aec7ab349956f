import type { ReactNode } from 'react'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'

type Props = { picture: PictogramName; title: string; text?: string; children?: ReactNode }

/** One state across the whole screen, readable from five metres. */
export function ScreenNotice({ picture, title, text, children }: Props) {
  return (
    <main className="dark flex h-dvh flex-col items-center justify-center gap-[3vh] overflow-hidden bg-ink p-[4vh] text-center text-birch">
      <Pictogram name={picture} className="size-[14vh]" />
      <h1 data-text="sentence" className="text-[8vh] leading-[1.2] font-bold">
        {title}
      </h1>
      {children}
      {text !== undefined && <p className="max-w-[150vh] text-[5vh] leading-[1.35] text-mist">{text}</p>}
    </main>
  )
}
