'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { VideoTile } from '@/app/_lesson/video-tile'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { shownOn } from './shown-on-stage'
import { SlideNote } from './slides/slide-note'
import { SlideStrip } from './slides/slide-strip'
import type { Deck } from './slides/use-deck'

/** Below the tools: the pages, the note on this page, and the communicator's own picture. */
export function StageTray({ deck, snapshot }: { deck: Deck; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('teach')
  const [isWriting, setWriting] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const { slide, notes } = deck
  const note = slide ? (notes.bySlide.get(slide.slideNumber) ?? '') : ''
  const close = () => {
    setWriting(false)
    // The button is back only after the next drawing.
    requestAnimationFrame(() => opener.current?.focus())
  }
  return (
    <section aria-label={t('slides:title')} data-region="tray" className="ck-tray">
      {slide ? <SlideStrip slide={slide} notedSlides={deck.noted} onSlide={deck.goTo} /> : <span />}
      {slide && deck.isStaff ? (
        <button
          ref={opener}
          type="button"
          data-control="note"
          className="ck-note"
          aria-label={`${t('slides:note.label')}: ${note || t('slides:note.write')}`}
          onClick={() => setWriting(true)}
        >
          <Pictogram name="note" />
          <span dir="auto" className={note === '' ? 'is-empty' : ''}>
            {note || t('slides:note.write')}
          </span>
        </button>
      ) : (
        <span />
      )}
      <OwnPicture snapshot={snapshot} />
      {isWriting && slide && (
        <SlideNote
          note={note}
          state={notes.state}
          onWrite={(next) => notes.write(slide.slideNumber, next)}
          onClose={close}
        />
      )}
    </section>
  )
}

/** The communicator's own picture, which they may hide from themselves; everybody else goes on seeing it. */
function OwnPicture({ snapshot }: { snapshot: LessonSnapshot }) {
  const { t } = useTranslation('teach')
  const [isHidden, setHidden] = useState(false)
  const own = snapshot.sending.camera?.track
  useEffect(() => setHidden(false), [own])
  const isOnStage = shownOn(snapshot).kind === 'self'
  const isShown = own && !isHidden && !isOnStage
  return (
    <button
      type="button"
      data-control="own-picture"
      className="ck-self"
      aria-pressed={isHidden}
      aria-label={`${t('you')}: ${isHidden ? t('ownPicture.show') : t('ownPicture.hide')}`}
      onClick={() => setHidden(!isHidden)}
    >
      {isShown ? (
        <VideoTile track={own} of="self" label={t('check.yourPicture')} />
      ) : (
        <span>
          <Pictogram name={own ? (isOnStage ? 'screen' : 'person') : 'camera-off'} size={32} />
        </span>
      )}
      <em>{t('you')}</em>
    </button>
  )
}
