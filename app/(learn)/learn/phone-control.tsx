'use client'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'

import styles from './phone.module.css'

const LOOKS = {
  calm: 'bg-dusk text-birch',
  main: 'bg-birch text-ink',
  sun: 'bg-sun text-ink',
  off: 'bg-lingon text-snow',
  out: 'bg-lingon-deep text-lingon-light',
} as const

type Props = {
  picture: PictogramName
  word: string
  look: keyof typeof LOOKS
  /** Its place on the grid. */
  place: 'main' | 'out' | 'more' | 'second' | 'camera'
  isPressed?: boolean
  isDisabled?: boolean
  /** The word is a state that changes by itself, and is read out. */
  isTold?: boolean
  count?: number
  className?: string
  onTap: () => void
}

/** A large button of the phone's lesson: an image and a word, which says a state where it has one. */
export function PhoneControl({ picture, word, look, place, isPressed, count = 0, ...rest }: Props) {
  const { isDisabled = false, isTold = false, className = '', onTap } = rest
  const isMain = place === 'main'
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      data-control={picture}
      disabled={isDisabled}
      onClick={onTap}
      className={`${styles.control} ${isMain ? styles.mainControl : styles[`${place}Control`]} ${LOOKS[look]} ${className} disabled:opacity-60`}
    >
      <Pictogram name={picture} size={isMain ? 34 : 26} isSolid={picture === 'microphone' || picture === 'camera'} />
      <span role={isTold ? 'status' : undefined} className={`min-w-0 ${styles.word}`}>
        {word}
      </span>
      {count > 0 && (
        <bdi
          translate="no"
          className={`absolute end-1.5 top-1 min-w-6 rounded-full px-1.5 text-base leading-normal ${look === 'sun' ? 'bg-ink text-birch' : 'bg-sun text-ink'}`}
        >
          {count}
        </bdi>
      )}
    </button>
  )
}
