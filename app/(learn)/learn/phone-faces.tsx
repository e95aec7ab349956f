'use client'

import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { shownMegabytes } from '@/app/_lesson/use-data-budget'
import { VideoTile } from '@/app/_lesson/video-tile'
import { MEGABYTES_PER_HOUR } from '@/protocol/media-profile'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { stageOf, type StagePicture } from '@/lesson-client/state/stage-of'

import styles from './phone.module.css'

export type OnSize = (consumerId: string, layer: number | null) => void

type Props = { snapshot: LessonSnapshot; onSize: OnSize }

/** Somebody who teaches and who spoke last; in a small group everybody in it. */
const MOST_FACES = 2
const MOST_FACES_IN_GROUP = 4

/** Who is seen: names stand beneath the pictures as soon as there are two. */
export function PhoneFaces({ snapshot, onSize }: Props) {
  const { t } = useTranslation('lesson')
  const { teachers, others } = stageOf(snapshot)
  const own = snapshot.sending.camera?.track
  const most = snapshot.live.groups === null ? MOST_FACES : MOST_FACES_IN_GROUP
  const [first, ...rest] = [...teachers.slice(0, 1), ...others.toReversed(), ...teachers.slice(1)]
  const shown = first ? [first, ...rest].slice(0, own ? most - 1 : most) : []
  const hidden = [...teachers, ...others].filter((one) => !shown.includes(one)).map((one) => one.track.consumerId)
  useNotSent(hidden, onSize)
  const count = shown.length + (own ? 1 : 0)
  const hasFloor = (picture: StagePicture) => picture.peer?.hasFloor === true
  return (
    <div data-region="faces" data-faces={count} className={styles.faces}>
      {shown.map((picture) => (
        <Face
          key={picture.track.consumerId}
          isFramed={hasFloor(picture)}
          name={
            count > 1 && (
              <bdi translate="no" className="truncate">
                {picture.peer?.displayName}
              </bdi>
            )
          }
        >
          <VideoTile
            track={picture.track.track}
            of={teachers.includes(picture) ? 'communicator' : 'floor'}
            label={picture.peer?.displayName ?? t('communicator')}
            onSize={(layer) => onSize(picture.track.consumerId, layer)}
          />
        </Face>
      ))}
      {own && (
        <Face isFramed name={count > 1 && t('you')}>
          <VideoTile track={own} of="self" label={t('yourPicture')} isMirrored />
        </Face>
      )}
      {count === 0 && <NoFace snapshot={snapshot} />}
    </div>
  )
}

function Face({ isFramed, name, children }: { isFramed: boolean; name: ReactNode; children: ReactNode }) {
  return (
    <figure className="flex min-h-0 min-w-0 flex-col">
      <div
        className={`min-h-0 flex-1 overflow-hidden [&_video]:object-[50%_20%] ${isFramed && name ? 'border-4 border-b-0 border-sun' : ''}`}
      >
        {children}
      </div>
      {name && (
        <figcaption
          className={`flex h-8 shrink-0 items-center justify-center gap-1.5 px-1 text-base leading-none font-bold ${isFramed ? 'border-4 border-t-0 border-sun' : ''}`}
        >
          {name}
        </figcaption>
      )}
    </figure>
  )
}

/** Nobody is seen: a ring says that somebody speaks, and a person who chose voice and pages reads what that costs. */
function NoFace({ snapshot }: { snapshot: LessonSnapshot }) {
  const { t } = useTranslation('lesson')
  const isVoice = snapshot.mode === 'audio'
  const isTalking = snapshot.speaker !== null
  return (
    <div className="flex min-h-0 flex-col items-center justify-center gap-1.5 overflow-hidden px-3 text-center text-mist">
      <span
        data-talking={isTalking}
        className={`grid min-h-6 shrink place-items-center rounded-full border-4 p-2 ${isTalking ? 'border-moss-light' : 'border-transparent'}`}
      >
        <Pictogram name={isVoice ? 'ear' : 'person'} size={56} className="min-h-6 shrink" />
      </span>
      {isVoice && (
        <>
          <p className="text-[1.125rem] leading-tight font-bold text-birch">{t('mode.audio')}</p>
          <p className="text-base leading-tight">
            {`${t('mode.used', { megabytes: shownMegabytes(snapshot.meter.bytes) })}, ${t('mode.perHour', { megabytes: MEGABYTES_PER_HOUR.audio })}`}
          </p>
        </>
      )}
    </div>
  )
}

/** Pictures that have no room here are not sent. */
function useNotSent(consumerIds: readonly string[], onSize: OnSize): void {
  const list = consumerIds.join(' ')
  useEffect(() => {
    for (const consumerId of list.split(' ').filter(Boolean)) onSize(consumerId, null)
    // Only a change of the list matters.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [list])
}
