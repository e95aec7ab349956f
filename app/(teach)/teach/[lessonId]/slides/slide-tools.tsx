'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { SlideTool, StrokeColour } from '@/app/_lesson/slides/slide-types'
import type { SlideShown } from '@/domain/live-lesson/view'

import type { Deck } from './use-deck'

/** Written out, because Tailwind generates styles from the class names in the source. */
const PENS: Readonly<Record<StrokeColour, string>> = {
  lingon: 'bg-lingon',
  fjord: 'bg-fjord',
  sun: 'bg-sun',
  ink: 'bg-ink',
}
const COLOURS = ['lingon', 'fjord', 'sun', 'ink'] as const satisfies readonly StrokeColour[]
const NO_TOOL: SlideTool = { kind: 'none' }

/** The pen after this tool: each press takes the next colour, and the press after the last one lays it down. */
export function nextPen(tool: SlideTool): SlideTool {
  const at = tool.kind === 'pen' ? COLOURS.indexOf(tool.colour) + 1 : 0
  const colour = COLOURS[at]
  return colour ? { kind: 'pen', colour } : NO_TOOL
}

/** The pointer in the hand, or out of it again. */
export function nextPointer(tool: SlideTool): SlideTool {
  return tool.kind === 'pointer' ? NO_TOOL : { kind: 'pointer' }
}

type Props = {
  slide: SlideShown
  deck: Deck
  tool: SlideTool
  onTool: (tool: SlideTool) => void
  onClear: () => void
}

/** Turning, pointing, drawing, wiping and black, for the page that everybody sees. */
export function SlideTools({ slide, deck, tool, onTool, onClear }: Props) {
  const { t } = useTranslation('slides')
  const held = tool.kind === 'pen' ? tool.colour : null
  const pen = held ?? 'lingon'
  return (
    <>
      <Tool
        name="previous"
        picture="previous"
        word={t('turn.previous')}
        className="is-quiet"
        isDisabled={slide.slideNumber <= 1}
        onPress={() => deck.turn(-1)}
      />
      <p className="is-number">
        <bdi translate="no">{t('turn.place', { slideNumber: slide.slideNumber, of: slide.slideCount })}</bdi>
      </p>
      <button
        type="button"
        data-control="next"
        className="ck-tool is-main"
        disabled={slide.slideNumber >= slide.slideCount}
        onClick={() => deck.turn(1)}
      >
        {t('turn.next')}
        <Pictogram name="next" />
      </button>
      <span className="is-gap" />
      <Tool
        name="pointer"
        picture="pointer"
        word={t('tools.pointer')}
        isOn={tool.kind === 'pointer'}
        onPress={() => onTool(nextPointer(tool))}
      />
      <button
        type="button"
        data-control="pen"
        className={`ck-tool ${held ? 'is-on' : ''}`}
        aria-pressed={held !== null}
        onClick={() => onTool(nextPen(tool))}
      >
        <Pictogram name="pen" />
        <span className="is-word">{t('tools.draw')}</span>
        <span className="sr-only">{t(`tools.pen.${pen}`)}</span>
        <span aria-hidden="true" className={`is-swatch ${PENS[pen]}`} />
      </button>
      <Tool
        name="clear"
        picture="clear"
        word={t('tools.wipe')}
        label={t('tools.clear')}
        className="is-quiet"
        onPress={onClear}
      />
      <Tool
        name="black"
        picture="dark"
        word={slide.isBlack ? t('turn.show') : t('turn.dark')}
        label={slide.isBlack ? t('turn.light') : t('turn.black')}
        isOn={slide.isBlack}
        onPress={deck.toggleBlack}
      />
    </>
  )
}

type ToolProps = {
  name: string
  picture: PictogramName
  word: string
  label?: string
  isOn?: boolean
  isDisabled?: boolean
  className?: string
  onPress: () => void
}

/** One tool: its picture, and its word where there is room. */
export function Tool({ name, picture, word, label, isOn, isDisabled, className = '', onPress }: ToolProps) {
  return (
    <button
      type="button"
      data-control={name}
      className={`ck-tool ${isOn ? 'is-on' : ''} ${className}`}
      aria-label={label}
      aria-pressed={isOn}
      disabled={isDisabled}
      onClick={onPress}
    >
      <Pictogram name={picture} />
      <span className="is-word">{word}</span>
    </button>
  )
}
