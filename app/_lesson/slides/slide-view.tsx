'use client'

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import type { Pointer, SlideShown, Stroke } from '@/domain/live-lesson/view'
import { Pictogram } from '@/app/_components/pictogram'
import type { WidthClass } from '@/domain/materials/limits'

import { useSize } from '../use-size'

import type { SlideTool, StrokeColour } from './slide-types'
import { PAGE_UNITS, pathOf } from './stroke-points'
import { useDrawing, type DrawnStroke } from './use-drawing'
import { useSlidePicture, type PagePicture } from './use-slide-picture'
import { useSlideText } from './use-slide-text'

const INK: Readonly<Record<StrokeColour, string>> = {
  ink: 'var(--color-ink)',
  sun: 'var(--color-sun)',
  lingon: 'var(--color-lingon)',
  fjord: 'var(--color-fjord)',
}
const NO_TOOL: SlideTool = { kind: 'none' }

type Props = {
  slide: SlideShown
  /** Small for phones, large for screens and laptops. */
  widthClass: WidthClass
  strokes: readonly Stroke[]
  pointer: Pointer | null
  canDraw?: boolean
  tool?: SlideTool
  onStroke?: (stroke: DrawnStroke) => void
  /** The pointer's position, at most twelve times a second; null when it is gone. */
  onPointer?: (pointer: Pointer | null) => void
  /** Told the width of the page for a height of one, once its picture is there. */
  onRatio?: (ratio: number) => void
}

const STROKE_MIN_PX = 3
const STROKE_SHARE = 0.005

/** A 25th of a screen's height: readable from five metres. */
const FROM_AFAR = '4.2vh'

/** The slide that everybody sees, as large as its box allows, with its strokes. */
export function SlideView({ slide, widthClass, onRatio, ...rest }: Props) {
  const { t } = useTranslation('slides')
  const { picture, isWanted, isLate } = useSlidePicture(slide, widthClass)
  const text = useSlideText(slide.materialId, slide.slideNumber)
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const ratio = picture && picture.widthPx / picture.heightPx
  useEffect(() => {
    if (ratio !== null) onRatio?.(ratio)
  }, [ratio, onRatio])
  const label = t('view.slideNumber', { slideNumber: slide.slideNumber, of: slide.slideCount })
  // Only a screen shows the large slide without a tool on it.
  const fontSize = widthClass === 'large' && !rest.canDraw ? FROM_AFAR : undefined
  return (
    <div
      ref={box}
      data-page={slide.slideNumber}
      data-state={slideState(slide, isWanted)}
      className="relative grid size-full min-h-0 place-items-center overflow-hidden bg-night"
    >
      <p role="status" className="sr-only" style={{ fontSize }}>
        {slide.isBlack ? t('view.black') : label}
      </p>
      {slide.isBlack && <div className="size-full" style={{ background: '#000' }} />}
      {!slide.isBlack && !picture && <div className="skeleton h-1/2 w-2/3 opacity-20" />}
      {!slide.isBlack && picture && size && ratio && (
        <PageWithInk
          {...{ picture, isWanted }}
          widthPx={Math.min(size.width, size.height * ratio)}
          alt={isWanted && text ? text : label}
          {...rest}
        />
      )}
      {!slide.isBlack && isLate && (
        <p
          className="absolute start-3 top-3 flex items-center gap-2 rounded-lg bg-ink/90 px-3 py-1 text-birch"
          style={{ fontSize }}
        >
          <Pictogram name="clock" />
          {t('view.late')}
        </p>
      )}
    </div>
  )
}

type PageProps = Omit<Props, 'slide' | 'widthClass' | 'onRatio'> & {
  picture: PagePicture
  /** As large as the box allows. */
  widthPx: number
  alt: string
  isWanted: boolean
}

function PageWithInk({ picture, widthPx, alt, isWanted, strokes, pointer, ...hand }: PageProps) {
  const { canDraw = false, tool = NO_TOOL, onStroke, onPointer } = hand
  const { drawing, handlers } = useDrawing({ tool: canDraw ? tool : NO_TOOL, onStroke, onPointer })
  const strokePx = Math.max(STROKE_MIN_PX, widthPx * STROKE_SHARE)
  return (
    // Out of the flow: its size follows the box, and the box must not follow it.
    <div
      className="absolute inset-0 m-auto"
      style={{ width: widthPx, height: (widthPx * picture.heightPx) / picture.widthPx }}
    >
      <img
        src={picture.path}
        alt={alt}
        width={picture.widthPx}
        height={picture.heightPx}
        decoding="sync"
        draggable={false}
        className="absolute inset-0 size-full select-none"
      />
      {isWanted && (
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${PAGE_UNITS} ${PAGE_UNITS}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          {strokes.map((stroke) => (
            <Ink key={stroke.strokeId} stroke={stroke} widthPx={strokePx} />
          ))}
          {drawing && <Ink stroke={drawing} widthPx={strokePx} />}
        </svg>
      )}
      {isWanted && pointer && <PointerDot pointer={pointer} />}
      {canDraw && (
        <div
          {...handlers}
          data-hand={tool.kind}
          className={`absolute inset-0 ${tool.kind === 'none' ? '' : 'cursor-crosshair touch-none'}`}
        />
      )}
    </div>
  )
}

function Ink({ stroke, widthPx }: { stroke: DrawnStroke; widthPx: number }) {
  return (
    <path
      d={pathOf(stroke.points)}
      fill="none"
      stroke={INK[stroke.colour]}
      strokeLinecap="round"
      strokeLinejoin="round"
      vectorEffect="non-scaling-stroke"
      strokeWidth={widthPx}
    />
  )
}

/** Positioned physically: the pointer has the same place in every script, so start and end do not apply. */
function PointerDot({ pointer }: { pointer: Pointer }) {
  const size = 'max(18px, 2.2%)'
  return (
    <div
      aria-hidden="true"
      data-pointer
      className="pointer-events-none absolute rounded-full border-4 border-snow bg-lingon"
      style={{
        width: size,
        aspectRatio: 1,
        left: `${pointer.x / 100}%`,
        top: `${pointer.y / 100}%`,
        transform: 'translate(-50%, -50%)',
        boxShadow: '0 0 0 3px var(--color-ink)',
      }}
    />
  )
}

function slideState(slide: SlideShown, isWanted: boolean): 'black' | 'shown' | 'loading' {
  if (slide.isBlack) return 'black'
  return isWanted ? 'shown' : 'loading'
}
