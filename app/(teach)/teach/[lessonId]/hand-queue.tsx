'use client'

import { useTranslation } from 'react-i18next'

import { formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import { VideoTile } from '@/app/_lesson/video-tile'
import type { HandRaised } from '@/domain/live-lesson/view'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { stageOf, type StagePicture } from '@/lesson-client/state/stage-of'

import { shownOn } from './shown-on-stage'

type Props = { client: LessonClient; snapshot: LessonSnapshot; hands: readonly HandRaised[] }

/** Who has the floor, then who asks for it, in the order in which to give it. */
export function HandQueue({ client, snapshot, hands }: Props) {
  const { t } = useTranslation('teach')
  const speaking = snapshot.peers.filter((peer) => peer.hasFloor)
  const shown = shownOn(snapshot)
  const { teachers, others } = stageOf(snapshot)
  const onStage = shown.kind === 'person' ? shown.picture.track.consumerId : null
  const guests = teachers.filter(({ track }) => track.consumerId !== onStage)
  return (
    <>
      {(speaking.length > 0 || guests.length > 0) && (
        <ul aria-label={t('hands.speaking')} className="ck-queue">
          {speaking.map((peer) => {
            const picture = others.find((one) => one.peer?.peerId === peer.peerId)
            const isHome = peer.role === 'participant'
            const since = snapshot.live.floor.find((one) => one.memberId === peer.memberId)
            return (
              <li key={peer.peerId} className="ck-speaks">
                <Face client={client} picture={picture} isOnStage={picture?.track.consumerId === onStage} />
                <span className="min-w-0">
                  <b>
                    <bdi translate="no">{peer.displayName}</bdi>
                  </b>
                  <small>
                    <span>{isHome ? t('homes.title') : t('roles.room')}</span>
                    <span>{` · ${t('hands.speaking')}`}</span>
                    {since && (
                      <>
                        <span> · </span>
                        <bdi translate="no">{formatTime(since.sinceMs)}</bdi>
                      </>
                    )}
                  </small>
                </span>
                <button
                  type="button"
                  data-control="floor-take"
                  data-key="T"
                  className="ck-go is-sun"
                  aria-label={t('floor.take')}
                  onClick={() => void client.act('floor:set', { memberId: peer.memberId, given: false })}
                >
                  {t('floor.takeBack')}
                </button>
              </li>
            )
          })}
          {guests.map((picture) => (
            <li key={picture.track.consumerId} className="ck-speaks is-teaching">
              <Face client={client} picture={picture} isOnStage={false} />
              <span className="min-w-0">
                <b>
                  <bdi translate="no">{picture.peer?.displayName}</bdi>
                </b>
                <small>{picture.peer && t(`roles.${picture.peer.role}`)}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
      {hands.length === 0 && <p className="px-1 text-mist">{t('hands.none')}</p>}
      <ul className="ck-queue">
        {hands.map((hand, at) => (
          <HandRow key={hand.memberId} hand={hand} snapshot={snapshot} client={client} isMain={at === 0} />
        ))}
      </ul>
    </>
  )
}

type FaceProps = { client: LessonClient; picture: StagePicture | undefined; isOnStage: boolean }

/** A classroom's picture already asks for its size in its tile: here it is only drawn again. */
function Face({ client, picture, isOnStage }: FaceProps) {
  const isTile = picture?.peer?.role === 'classroom'
  return (
    <span className="is-picture">
      {picture && !isOnStage ? (
        <VideoTile
          track={picture.track.track}
          of="floor"
          label={picture.peer?.displayName ?? ''}
          {...(!isTile && { onSize: (layer) => client.preferLayer(picture.track.consumerId, layer) })}
        />
      ) : (
        <Pictogram name="microphone" size={28} />
      )}
    </span>
  )
}

type RowProps = { hand: HandRaised; snapshot: LessonSnapshot; client: LessonClient; isMain: boolean }

/** One raised hand: whose, where, since when, and how often the town has had the floor. */
export function HandRow({ hand, snapshot, client, isMain }: RowProps) {
  const { t } = useTranslation('teach')
  const times = snapshot.live.turns.find((one) => one.town === hand.town)?.times ?? 0
  return (
    <li className="ck-row" data-hand={hand.memberId}>
      <Pictogram name="hand" size={26} />
      <span className="min-w-0">
        <b>
          <bdi translate="no">{hand.displayName}</bdi>
        </b>
        <small>
          <bdi translate="no">{hand.town || t('homes.title')}</bdi>
          <span> · </span>
          <bdi translate="no">{formatTime(hand.atMs)}</bdi>
          {times > 0 && <span>{` · ${t('hands.turns', { count: times })}`}</span>}
        </small>
      </span>
      <button
        type="button"
        data-control="floor-give"
        data-key={isMain ? 'G' : undefined}
        className={`ck-go ${isMain ? 'is-main' : ''}`}
        onClick={() => void client.act('floor:set', { memberId: hand.memberId, given: true })}
      >
        {t('floor.give')}
      </button>
    </li>
  )
}
