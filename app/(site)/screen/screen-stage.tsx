'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { SlideView } from '@/app/_lesson/slides/slide-view'
import { stageOf, type StagePicture } from '@/lesson-client/state/stage-of'
import { VideoTile } from '@/app/_lesson/video-tile'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

type Props = { snapshot: LessonSnapshot; lesson: MyLesson; onSize: (consumerId: string, layer: number | null) => void }

/**
 * The slide or the communicator fills the screen; other visible members are beside it, large enough for the back row.
 */
export function ScreenStage({ snapshot, lesson, onSize }: Props) {
  const { t } = useTranslation('screen')
  const { slide, strokes } = snapshot.live
  const { screen, teachers, others } = stageOf(snapshot)
  const [main, ...moreTeachers] = teachers
  const hasMaterial = screen !== undefined || slide !== null
  const beside = hasMaterial ? [...teachers, ...others] : [...moreTeachers, ...others]
  const onFloor = snapshot.peers.filter((peer) => peer.hasFloor)
  const unseen = onFloor.filter((peer) => [...teachers, ...others].every((one) => one.peer?.peerId !== peer.peerId))
  return (
    <div className="relative flex size-full">
      <p role="status" aria-live="polite" className="sr-only">
        {onFloor.length > 0 && t('lesson:speaking', { name: onFloor.map((peer) => peer.displayName).join(', ') })}
      </p>
      {unseen.length > 0 && (
        <ul
          aria-hidden="true"
          className="absolute inset-x-0 top-0 z-10 flex flex-wrap gap-x-[4vh] bg-ink/85 px-[2vh] py-[1vh] font-bold text-sun"
          style={{ fontSize: '4.5vh', lineHeight: 1.3 }}
        >
          {unseen.map((peer) => (
            <li key={peer.peerId} className="flex items-center gap-[1vh]">
              <Pictogram name="microphone" isSolid className="size-[6vh]" />
              <bdi>{peer.displayName}</bdi>
            </li>
          ))}
        </ul>
      )}
      <div className="relative min-w-0 flex-1">
        {screen ? (
          <Picture picture={screen} of="screen" label={t('lesson:screen')} onSize={onSize} />
        ) : slide ? (
          <SlideView slide={slide} widthClass="large" strokes={strokes} pointer={snapshot.pointer} />
        ) : main ? (
          <Picture picture={main} of="communicator" label={lesson.communicatorName} onSize={onSize} />
        ) : (
          <div className="flex size-full flex-col items-center justify-center gap-[4vh] p-[4vh] text-center">
            <Pictogram name="person" className="size-[24vh] text-bark" />
            <h1 className="font-bold" style={{ fontSize: '7vh', lineHeight: 1.3 }}>
              {lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName}
            </h1>
            <p style={{ fontSize: '5vh' }}>
              <bdi>{lesson.communicatorName}</bdi>
            </p>
          </div>
        )}
      </div>
      {beside.length > 0 && (
        <ul className={`flex flex-col ${hasMaterial ? 'w-1/4' : 'w-1/3'}`}>
          {beside.map((picture) => (
            <li
              key={picture.track.consumerId}
              className="flex min-h-0 flex-1 flex-col justify-center border-s-4 border-sun bg-night"
            >
              <div className="aspect-video min-h-0">
                <Picture
                  picture={picture}
                  of={teachers.includes(picture) ? 'communicator' : 'floor'}
                  label={picture.peer?.displayName ?? ''}
                  onSize={onSize}
                />
              </div>
              <p
                className="shrink-0 px-[2vh] py-[1vh] text-center font-bold wrap-anywhere"
                style={{ fontSize: '4.5vh', lineHeight: 1.3 }}
              >
                <bdi>{picture.peer?.displayName}</bdi>
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type PictureProps = { picture: StagePicture; of: string; label: string; onSize: Props['onSize'] }

function Picture({ picture, of, label, onSize }: PictureProps) {
  const { track, consumerId } = picture.track
  return <VideoTile track={track} of={of} label={label} fit="contain" onSize={(layer) => onSize(consumerId, layer)} />
}
