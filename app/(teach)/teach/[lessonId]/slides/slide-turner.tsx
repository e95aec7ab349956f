'use client'

import { useTranslation } from 'react-i18next'

import type { SlideShown } from '@/domain/live-lesson/view'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'

type Props = {
  slide: SlideShown
  /** The slide that was shown before this one, while it can be returned to. */
  before: SlideShown | null
  onShow: (slide: SlideShown | null) => void
}

/** Previous, next, back to the earlier slide, black, and close. */
export function SlideTurner({ slide, before, onShow }: Props) {
  const { t } = useTranslation('slides')
  const turn = (by: number) => onShow({ ...slide, slideNumber: slide.slideNumber + by, isBlack: false })
  // Sticky below the stage, whose height is nine sixteenths of the column's width, while the rest scrolls.
  return (
    <div className="flex flex-wrap items-center gap-2 bg-ink py-2 lg:sticky lg:top-[max(15rem,56.25cqw)] lg:z-10">
      <TurnButton
        picture="previous"
        word={t('turn.previous')}
        isDisabled={slide.slideNumber <= 1}
        onPress={() => turn(-1)}
      />
      <p className="min-w-16 text-center text-lg font-bold tabular-nums">
        <bdi>
          {slide.slideNumber} / {slide.slideCount}
        </bdi>
      </p>
      <TurnButton
        picture="next"
        word={t('turn.next')}
        isDisabled={slide.slideNumber >= slide.slideCount}
        onPress={() => turn(1)}
      />
      <button
        type="button"
        className={`button px-2 ${slide.isBlack ? 'button-main' : ''}`}
        aria-pressed={slide.isBlack}
        onClick={() => onShow({ ...slide, isBlack: !slide.isBlack })}
      >
        <Pictogram name="dark" isSolid={slide.isBlack} />
        {slide.isBlack ? t('turn.light') : t('turn.black')}
      </button>
      <button type="button" className="button px-2" onClick={() => onShow(null)}>
        <Pictogram name="cross" />
        {t('turn.away')}
      </button>
      <button type="button" className="button px-3" disabled={!before} onClick={() => before && onShow(before)}>
        <Pictogram name="back" />
        {before ? t('turn.jumpBack', { slideNumber: before.slideNumber }) : t('turn.noJumpBack')}
      </button>
    </div>
  )
}

type TurnButtonProps = { picture: PictogramName; word: string; isDisabled: boolean; onPress: () => void }

function TurnButton({ picture, word, isDisabled, onPress }: TurnButtonProps) {
  return (
    <button
      type="button"
      data-control={picture}
      className="button min-h-14 px-2 text-lg"
      disabled={isDisabled}
      onClick={onPress}
    >
      <Pictogram name={picture} size={28} />
      {word}
    </button>
  )
}
