import type { ReactNode } from 'react'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'

type Props = {
  word: string
  picture: PictogramName
  /** Only the picture is shown; the word is its name. */
  isQuiet?: boolean
  /** It opens toward the end of the line; otherwise toward its start. */
  isAtStart?: boolean
  isOpen?: boolean
  children: ReactNode
}

/** The picture and the word of a menu's button; on a phone only the picture is seen. */
export function MenuWord({ word, picture }: Pick<Props, 'word' | 'picture'>) {
  return (
    <>
      <Pictogram name={picture} size={20} />
      <span className="max-sm:sr-only">{word}</span>
    </>
  )
}

/** A button that opens its menu; it works without scripts. */
export function Menu({ word, picture, isQuiet = false, isAtStart = false, isOpen = false, children }: Props) {
  return (
    <details className="no-print relative open:max-sm:w-full" name="list-menu" open={isOpen}>
      <summary
        className={`button list-none px-3 ${isQuiet ? 'border-transparent bg-transparent' : ''}`}
        aria-label={isQuiet ? word : undefined}
        title={word}
      >
        {isQuiet ? <Pictogram name={picture} size={20} /> : <MenuWord word={word} picture={picture} />}
      </summary>
      <div
        className={`card mt-1 flex min-w-64 flex-col gap-3 text-ink sm:absolute sm:z-20 sm:w-80 sm:shadow-lg ${isAtStart ? 'sm:start-0' : 'sm:end-0'}`}
      >
        {children}
      </div>
    </details>
  )
}
