'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { SlideView } from '@/app/_lesson/slides/slide-view'
import { stageOf, type StagePicture } from '@/lesson-client/state/stage-of'
import { VideoTile } from '@/app/_lesson/video-tile'

type Props = {
  snapshot: LessonSnapshot
  onSize: (consumerId: string, layer: number | null) => void
  /** On a wide screen the small pictures stand beside the page instead of beneath it. */
  isWide?: boolean
}

/** The slide or the shared screen large, otherwise the communicator; other visible members are small beside it. */
export function GuestStage({ snapshot, onSize, isWide = false }: Props) {
  const { t } = useTranslation('lesson')
  const { slide, strokes } = snapshot.live
  const { screen, teachers, others } = stageOf(snapshot)
  const [main, ...moreTeachers] = teachers
  const hasMaterial = screen !== undefined || slide !== null
  const small = hasMaterial ? [...teachers, ...others] : [...moreTeachers, ...others]
  const own = snapshot.sending.camera?.track
  // A question needs the space: the pictures beside the slide are hidden.
  const size = snapshot.live.question ? 'w-24' : 'w-24 lg:w-32'
  const onFloor = snapshot.peers.filter((peer) => peer.hasFloor && peer.peerId !== snapshot.selfId)
  const unseen = onFloor.filter((peer) => [...teachers, ...others].every((one) => one.peer?.peerId !== peer.peerId))
  return (
    <div className={`flex min-h-0 flex-1 flex-col ${isWide ? 'lg:flex-row' : ''}`}>
      <p role="status" aria-live="polite" className="sr-only">
        {onFloor.length > 0 && t('speaking', { name: onFloor.map((peer) => peer.displayName).join(', ') })}
      </p>
      <div className="relative min-h-0 flex-1 overflow-hidden">
        {screen ? (
          <Picture picture={screen} of="screen" label={t('screen')} fit="contain" onSize={onSize} />
        ) : slide ? (
          <SlideView slide={slide} widthClass="small" strokes={strokes} pointer={snapshot.pointer} />
        ) : main ? (
          <Picture
            picture={main}
            of="communicator"
            label={main.peer?.displayName ?? t('communicator')}
            fit="contain"
            onSize={onSize}
          />
        ) : (
          <div className="grid size-full place-items-center bg-night text-bark">
            <Pictogram name={snapshot.mode === 'audio' ? 'ear' : 'person'} size={120} className="max-h-full" />
          </div>
        )}
      </div>
      {unseen.length > 0 && (
        <ul
          aria-hidden="true"
          className="flex shrink-0 flex-wrap gap-x-4 gap-y-1 px-3 py-1 text-lg font-semibold text-sun"
        >
          {unseen.map((peer) => (
            <li key={peer.peerId} className="flex items-center gap-2">
              <Pictogram name="microphone" isSolid />
              <bdi translate="no">{peer.displayName}</bdi>
            </li>
          ))}
        </ul>
      )}
      {(small.length > 0 || own) && (
        <div
          className={`flex shrink-0 flex-wrap justify-end gap-2 p-2 ${isWide ? 'lg:flex-col lg:flex-nowrap lg:justify-start lg:overflow-y-auto' : ''}`}
        >
          {small.map((picture) => (
            <figure
              key={picture.track.consumerId}
              className={`overflow-hidden rounded-xl border-2 border-sun bg-ink ${size}`}
            >
              <div className="aspect-video">
                <Picture
                  picture={picture}
                  of={teachers.includes(picture) ? 'communicator' : 'floor'}
                  label={picture.peer?.displayName ?? ''}
                  fit="cover"
                  onSize={onSize}
                />
              </div>
              <figcaption className="px-1 text-[0.9rem] leading-normal">
                <bdi translate="no" className="block truncate">
                  {picture.peer?.displayName}
                </bdi>
              </figcaption>
            </figure>
          ))}
          {own && (
            <figure className={`overflow-hidden rounded-xl border-2 border-birch bg-ink ${size}`}>
              <div className="aspect-video">
                <VideoTile track={own} of="self" label={t('yourPicture')} isMirrored />
              </div>
              <figcaption className="px-1 text-[0.9rem] leading-normal">{t('you')}</figcaption>
            </figure>
          )}
        </div>
      )}
    </div>
  )
}

type PictureProps = {
  picture: StagePicture
  of: string
  label: string
  fit: 'cover' | 'contain'
  onSize: Props['onSize']
}

function Picture({ picture, of, label, fit, onSize }: PictureProps) {
  const { track, consumerId } = picture.track
  return <VideoTile track={track} of={of} label={label} fit={fit} onSize={(layer) => onSize(consumerId, layer)} />
}
