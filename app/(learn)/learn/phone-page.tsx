'use client'

import { useTranslation } from 'react-i18next'

import { SlideView } from '@/app/_lesson/slides/slide-view'
import { VideoTile } from '@/app/_lesson/video-tile'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { stageOf } from '@/lesson-client/state/stage-of'

import styles from './phone.module.css'
import type { OnSize } from './phone-faces'

type Props = { snapshot: LessonSnapshot; isLarge: boolean; onLarge: (isLarge: boolean) => void; onSize: OnSize }

/** Whether there is a page to show: a shared screen or a slide. */
export function hasPage(snapshot: LessonSnapshot): boolean {
  return stageOf(snapshot).screen !== undefined || snapshot.live.slide !== null
}

/** The shared screen or the slide. A tap turns it and makes it as large as the window, another tap brings it back. */
export function PhonePage({ snapshot, isLarge, onLarge, onSize }: Props) {
  const { t } = useTranslation('lesson')
  const { slide, strokes } = snapshot.live
  const { screen } = stageOf(snapshot)
  return (
    <div data-region="page" className={styles.page}>
      <div className={styles.sheet}>
        {screen ? (
          <VideoTile
            track={screen.track.track}
            of="screen"
            label={t('screen')}
            fit="contain"
            onSize={(layer) => onSize(screen.track.consumerId, layer)}
          />
        ) : (
          slide && <SlideView slide={slide} widthClass="small" strokes={strokes} pointer={snapshot.pointer} />
        )}
      </div>
      {/* The same as the button beside it, which keyboards and screen readers find. */}
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        className={`absolute inset-0 ${styles.upright}`}
        onClick={() => onLarge(!isLarge)}
      />
    </div>
  )
}
