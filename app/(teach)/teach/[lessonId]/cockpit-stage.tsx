'use client'

import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { formatLength } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import type { SlideTool } from '@/app/_lesson/slides/slide-types'
import { SlideView } from '@/app/_lesson/slides/slide-view'
import { useNow } from '@/app/_lesson/use-now'
import { VideoTile } from '@/app/_lesson/video-tile'
import type { SlideShown, Stroke } from '@/domain/live-lesson/view'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { stageOf } from '@/lesson-client/state/stage-of'

import { AskedOnStage } from './asked-on-stage'
import { shownOn } from './shown-on-stage'

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  tool: SlideTool
  onStroke: (slide: SlideShown, stroke: Omit<Stroke, 'strokeId'>) => void
  /** Null for those who add no documents. */
  onFile: ((file: File) => void) | null
  /** Set when the browser requires a user gesture before it plays sound. */
  onPlaySound: (() => void) | null
}

/** What everybody sees, and nothing else: a question, the break, the shared screen, the page, or a person. */
export function CockpitStage({ onFile, onPlaySound, ...rest }: Props) {
  const { t } = useTranslation('teach')
  const [isTarget, setTarget] = useState(false)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setTarget(false)
    const [file] = event.dataTransfer.files
    if (file) onFile?.(file)
  }
  return (
    <section
      aria-label={t('stage')}
      data-region="stage"
      className={`ck-stage ${isTarget && onFile ? 'is-target' : ''}`}
    >
      <div
        className="size-full"
        onDragOver={(event) => {
          event.preventDefault()
          setTarget(true)
        }}
        onDragLeave={() => setTarget(false)}
        onDrop={onDrop}
      >
        <Shown {...rest} />
      </div>
      {onPlaySound && (
        <div className="ck-sound">
          <button type="button" className="ck-tool is-main" onClick={onPlaySound}>
            <Pictogram name="sound" />
            {t('lesson:soundBlocked')}
          </button>
        </div>
      )}
    </section>
  )
}

function Shown({ client, snapshot, tool, onStroke }: Omit<Props, 'onFile' | 'onPlaySound'>) {
  const { t } = useTranslation('teach')
  const { slide, strokes, question } = snapshot.live
  const { screen } = stageOf(snapshot)
  const shown = shownOn(snapshot)
  const own = snapshot.sending.camera?.track
  if (shown.kind === 'question' && question) return <AskedOnStage question={question} />
  if (shown.kind === 'break') return <Pause snapshot={snapshot} />
  if (shown.kind === 'own-screen') {
    const track = snapshot.sending['screen-share']?.track
    return track ? <VideoTile track={track} of="screen" label={t('share.yours')} fit="contain" /> : null
  }
  if (shown.kind === 'screen' && screen) {
    return (
      <VideoTile
        track={screen.track.track}
        of="screen"
        label={t('lesson:screen')}
        fit="contain"
        onSize={(layer) => client.preferLayer(screen.track.consumerId, layer)}
      />
    )
  }
  if (shown.kind === 'page' && slide) {
    return (
      <SlideView
        slide={slide}
        widthClass="large"
        strokes={strokes}
        pointer={null}
        canDraw
        tool={tool}
        onStroke={(stroke) => onStroke(slide, stroke)}
        onPointer={(pointer) => void client.act('pointer:move', { pointer })}
      />
    )
  }
  if (shown.kind === 'person') {
    const { track, peer } = shown.picture
    return (
      <VideoTile
        track={track.track}
        of="floor"
        label={peer?.displayName ?? ''}
        fit="contain"
        onSize={(layer) => client.preferLayer(track.consumerId, layer)}
      />
    )
  }
  if (own) return <VideoTile track={own} of="self" label={t('check.yourPicture')} fit="contain" />
  return (
    <div className="grid size-full place-items-center text-mist">
      <Pictogram name="camera-off" size={96} />
    </div>
  )
}

function Pause({ snapshot }: { snapshot: LessonSnapshot }) {
  const { t } = useTranslation('teach')
  return (
    <div className="ck-pause">
      <Pictogram name="cup" size={120} />
      <p>
        <span className="sr-only">{t('break.now')}</span>
        <BreakClock snapshot={snapshot} />
      </p>
    </div>
  )
}

/** What is left of the break, or how long it has lasted when nobody has said how long. */
export function BreakClock({ snapshot }: { snapshot: LessonSnapshot }) {
  const now = useNow()
  const { breakTime } = snapshot.live.lesson
  if (!breakTime || now === null) return null
  const serverNow = now + snapshot.clockOffsetMs
  const ms = breakTime.untilMs === null ? serverNow - breakTime.sinceMs : breakTime.untilMs - serverNow
  return (
    <bdi translate="no" className="tabular-nums">
      {formatLength(ms)}
    </bdi>
  )
}
