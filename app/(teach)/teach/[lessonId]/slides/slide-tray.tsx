'use client'

import { useTranslation } from 'react-i18next'

import type { SlideShown } from '@/domain/live-lesson/view'
import { Pictogram } from '@/app/_components/pictogram'
import type { SlideTool } from '@/app/_lesson/slides/slide-types'

import { useIsStaff } from '../cockpit-holding'
import { AddMaterial } from './add-material'
import { MaterialList } from './material-list'
import { SlideNote } from './slide-note'
import { SlideStrip } from './slide-strip'
import { SlideTurner } from './slide-turner'
import { SlideTools } from './slide-tools'
import { useMaterials } from './use-materials'
import { useSlideKeys } from './use-slide-keys'
import { useSlideNotes } from './use-slide-notes'
import { useSlideBefore } from './use-slide-before'

const NONE_NOTED: ReadonlySet<number> = new Set()

type Props = {
  lessonId: string
  /** The slide that everybody sees; null without one. */
  slide: SlideShown | null
  tool: SlideTool
  onShow: (slide: SlideShown | null) => void
  onTool: (tool: SlideTool) => void
  onClear: () => void
}

/** The communicator's controls for slides: show, turn, draw, notes, and the lesson's materials. */
export function SlideTray({ lessonId, slide, onShow, ...tools }: Props) {
  const { t } = useTranslation('slides')
  const { materials, upload, add, remove, cancel } = useMaterials(lessonId)
  const isStaff = useIsStaff()
  const before = useSlideBefore(slide)
  // A removed material cannot be jumped back to.
  const reachable = before && materials?.some((one) => one.materialId === before.materialId) ? before : null
  const tray = useSlideKeys((by) => {
    const slideNumber = (slide?.slideNumber ?? 0) + by
    if (slide && slideNumber >= 1 && slideNumber <= slide.slideCount) onShow({ ...slide, slideNumber, isBlack: false })
  })
  const removeShown = async (materialId: string) => {
    if (slide?.materialId === materialId) onShow(null)
    await remove(materialId)
  }
  return (
    <section aria-label={t('title')} ref={tray} className="dark flex flex-col gap-3 bg-ink px-1 text-birch">
      <h2 className={slide ? 'sr-only' : 'flex items-center gap-2 text-lg font-bold'}>
        <Pictogram name="slide" />
        {t('title')}
      </h2>
      {slide && <ShownSlide slide={slide} before={reachable} onShow={onShow} {...tools} />}
      {materials === null && upload.kind !== 'failed' && <div className="skeleton h-14 opacity-20" />}
      {materials && (
        <MaterialList
          materials={materials}
          shownId={slide?.materialId ?? null}
          onShow={({ materialId, slideCount }) => onShow({ materialId, slideCount, slideNumber: 1, isBlack: false })}
          onRemove={isStaff ? (materialId) => void removeShown(materialId) : null}
        />
      )}
      {isStaff ? (
        <AddMaterial upload={upload} onFile={(file) => void add(file)} onCancel={cancel} />
      ) : (
        <p className="text-bark">{t('list.onlyStaff')}</p>
      )}
    </section>
  )
}

type ShownProps = Omit<Props, 'lessonId' | 'slide'> & { slide: SlideShown; before: SlideShown | null }

function ShownSlide({ slide, before, tool, onShow, onTool, onClear }: ShownProps) {
  const isStaff = useIsStaff()
  const onSlide = (slideNumber: number) => onShow({ ...slide, slideNumber, isBlack: false })
  return (
    <>
      <SlideTurner slide={slide} before={before} onShow={onShow} />
      <SlideTools tool={tool} onTool={onTool} onClear={onClear} />
      {isStaff ? (
        <NotedSlides slide={slide} onSlide={onSlide} />
      ) : (
        <SlideStrip slide={slide} notedSlides={NONE_NOTED} onSlide={onSlide} />
      )}
    </>
  )
}

/** Notes are the communicator's own: a substitute has none. */
function NotedSlides({ slide, onSlide }: { slide: SlideShown; onSlide: (slideNumber: number) => void }) {
  const notes = useSlideNotes(slide.materialId)
  const noted = new Set([...notes.bySlide].filter(([, note]) => note.trim() !== '').map(([slideNumber]) => slideNumber))
  return (
    <>
      <SlideStrip slide={slide} notedSlides={noted} onSlide={onSlide} />
      <SlideNote
        note={notes.bySlide.get(slide.slideNumber) ?? ''}
        state={notes.state}
        onWrite={(note) => notes.write(slide.slideNumber, note)}
      />
    </>
  )
}
