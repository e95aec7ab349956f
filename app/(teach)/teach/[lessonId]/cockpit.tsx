'use client'

import { useTranslation } from 'react-i18next'

import { formatLength, formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import type { RoomClient } from '@/app/_room/room-client'
import type { RoomSnapshot } from '@/app/_room/room-snapshot'
import type { Situation } from '@/app/_room/situation'
import { useNow } from '@/app/_room/use-now'
import { VideoTile } from '@/app/_room/video-tile'
import type { MyLesson } from '@/services/live/list-my-lessons'

import { CockpitControls } from './cockpit-controls'
import { HandQueue } from './hand-queue'
import { RoomTile } from './room-tile'

type Props = {
  lesson: MyLesson
  room: RoomClient
  snapshot: RoomSnapshot
  situation: Situation
  /** Set when the browser wants a touch before it plays sound. */
  onPlaySound: (() => void) | null
}

/** The communicator's screen: her own picture and the floor in the middle, towns along the edge, one row of controls. */
export function Cockpit({ lesson, room, snapshot, situation, onPlaySound }: Props) {
  const { t } = useTranslation('teach')
  const rooms = snapshot.peers
    .filter((peer) => peer.role === 'room')
    .sort((a, b) => a.displayName.localeCompare(b.displayName, 'sv'))
  const homes = snapshot.peers.filter((peer) => peer.role === 'participant')
  const speaker = homes.find((peer) => peer.hasFloor)
  const pictureOf = (peerId: string) =>
    snapshot.tracks.find((one) => one.peerId === peerId && one.source === 'camera' && !one.isPaused)
  const speakerPicture = speaker && pictureOf(speaker.peerId)
  const own = snapshot.sending.camera?.track
  return (
    <div className="dark flex min-h-dvh flex-col bg-ink text-birch lg:h-dvh">
      <CockpitBar lesson={lesson} snapshot={snapshot} situation={situation} />
      {onPlaySound && (
        <button type="button" className="button m-3" onClick={onPlaySound}>
          <Pictogram name="sound" />
          {t('lesson:soundBlocked')}
        </button>
      )}
      <div className="grid min-h-0 flex-1 gap-3 p-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_18rem]">
        <section aria-label={t('stage')} className="relative min-h-60 overflow-hidden rounded-card bg-night">
          {speakerPicture ? (
            <VideoTile
              track={speakerPicture.track}
              of="floor"
              label={speaker.displayName}
              fit="contain"
              onSize={(layer) => room.preferLayer(speakerPicture.consumerId, layer)}
            />
          ) : (
            own && <VideoTile track={own} of="self" label={t('check.yourPicture')} fit="contain" />
          )}
          {!speakerPicture && !own && (
            <div className="grid size-full place-items-center text-bark">
              <Pictogram name="camera-off" size={96} />
            </div>
          )}
          {speakerPicture && own && (
            <div className="absolute end-3 bottom-3 h-28 w-48 overflow-hidden rounded-xl border-2 border-birch">
              <VideoTile track={own} of="self" label={t('check.yourPicture')} />
            </div>
          )}
        </section>
        <section aria-label={t('rooms.title')} className="flex min-h-0 flex-col gap-3 overflow-y-auto">
          <h2 className="text-lg font-bold">{t('rooms.title')}</h2>
          {rooms.length === 0 && <p className="text-bark">{t('rooms.none')}</p>}
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-3">
            {rooms.map((peer) => (
              <RoomTile key={peer.peerId} peer={peer} room={room} picture={pictureOf(peer.peerId)} />
            ))}
          </ul>
        </section>
        <HandQueue room={room} people={homes} hands={snapshot.live.hands} />
      </div>
      <CockpitControls room={room} snapshot={snapshot} />
    </div>
  )
}

function CockpitBar({ lesson, snapshot, situation }: Pick<Props, 'lesson' | 'snapshot' | 'situation'>) {
  const { t } = useTranslation('teach')
  const now = useNow()
  const { phase, liveAtMs } = snapshot.live.lesson
  const isTroubled = situation === 'line-lost' || situation.startsWith('media-')
  return (
    <header className="flex flex-wrap items-center gap-x-5 gap-y-1 bg-night px-4 py-2">
      <h1 className="text-lg font-bold">
        {lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName}
      </h1>
      <p
        className={`rounded-lg px-3 py-1 font-bold ${phase === 'live' ? 'bg-sun text-ink' : 'bg-slate text-snow'}`}
        role="status"
      >
        {phase === 'live' ? t('common:live') : t('notLive')}
      </p>
      {liveAtMs !== null && now !== null && (
        <p className="tabular-nums">
          <bdi>{formatLength(now + snapshot.clockOffsetMs - liveAtMs)}</bdi> · {t('endsAt')}{' '}
          <bdi>{formatTime(lesson.endsAtMs)}</bdi>
        </p>
      )}
      <p
        role="status"
        aria-live="polite"
        data-situation={situation}
        className="ms-auto flex items-center gap-2 font-semibold text-sun"
      >
        {isTroubled && (
          <>
            <Pictogram name="signal-lost" />
            {t(`lesson:situation.${situation}`)}
          </>
        )}
      </p>
    </header>
  )
}
