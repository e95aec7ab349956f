'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { SlideView } from '@/app/_lesson/slides/slide-view'
import type { SlideTool } from '@/app/_lesson/slides/slide-types'
import { stageOf } from '@/lesson-client/state/stage-of'
import { VideoTile } from '@/app/_lesson/video-tile'

type Props = { client: LessonClient; snapshot: LessonSnapshot; tool: SlideTool }

/**
 * What everybody sees: the shared screen or the slide, otherwise the member with the floor, otherwise the
 * communicator's own picture.
 */
export function CockpitStage({ client, snapshot, tool }: Props) {
  const { t } = useTranslation('teach')
  const { slide, strokes } = snapshot.live
  const { screen, teachers, others } = stageOf(snapshot)
  const ownScreen = snapshot.sending['screen-share']?.track
  const own = snapshot.sending.camera?.track
  const speaker = others.find(({ peer }) => peer?.role === 'participant') ?? teachers[0]
  const hasMaterial = ownScreen !== undefined || screen !== undefined || slide !== null
  return (
    <section
      aria-label={t('stage')}
      className="relative aspect-video min-h-60 w-full shrink-0 overflow-hidden rounded-card bg-night lg:sticky lg:top-0 lg:z-10"
    >
      {ownScreen ? (
        <VideoTile track={ownScreen} of="screen" label={t('share.yours')} fit="contain" />
      ) : screen ? (
        <VideoTile
          track={screen.track.track}
          of="screen"
          label={t('lesson:screen')}
          fit="contain"
          onSize={(layer) => client.preferLayer(screen.track.consumerId, layer)}
        />
      ) : slide ? (
        <SlideView
          slide={slide}
          widthClass="large"
          strokes={strokes}
          pointer={null}
          canDraw
          tool={tool}
          onStroke={(stroke) => void client.act('stroke:add', { stroke: { ...stroke, strokeId: crypto.randomUUID() } })}
          onPointer={(pointer) => void client.act('pointer:move', { pointer })}
        />
      ) : (
        !speaker && own && <VideoTile track={own} of="self" label={t('check.yourPicture')} fit="contain" />
      )}
      {!hasMaterial && !speaker && !own && (
        <div className="grid size-full place-items-center text-bark">
          <Pictogram name="camera-off" size={96} />
        </div>
      )}
      {speaker && (
        <div className={hasMaterial ? 'absolute start-3 bottom-3 h-28 w-44' : 'absolute inset-0'}>
          <VideoTile
            track={speaker.track.track}
            of="floor"
            label={speaker.peer?.displayName ?? ''}
            fit="contain"
            onSize={(layer) => client.preferLayer(speaker.track.consumerId, layer)}
          />
          <p className="absolute inset-x-0 bottom-0 bg-ink/85 px-2 font-semibold">
            <bdi className="block truncate">{speaker.peer?.displayName}</bdi>
          </p>
        </div>
      )}
      {own && (hasMaterial || speaker) && (
        <div className="absolute end-3 bottom-3 h-24 w-40 overflow-hidden rounded-xl border-2 border-birch">
          <VideoTile track={own} of="self" label={t('check.yourPicture')} />
        </div>
      )}
    </section>
  )
}
