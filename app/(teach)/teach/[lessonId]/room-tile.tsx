'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { RoomClient } from '@/app/_room/room-client'
import type { RemoteTrack } from '@/app/_room/room-snapshot'
import { VideoTile } from '@/app/_room/video-tile'
import type { PeerState } from '@/protocol/server-messages'

type Props = { peer: PeerState; room: RoomClient; picture: RemoteTrack | undefined }

/** A town's classroom: its picture, how many sit there, whether its line holds, and the floor. */
export function RoomTile({ peer, room, picture }: Props) {
  const { t } = useTranslation('teach')
  const isWell = peer.isConnected && peer.isMediaUp
  return (
    <li className={`overflow-hidden rounded-card border-2 bg-night ${peer.hasFloor ? 'border-sun' : 'border-slate'}`}>
      <div className="aspect-video">
        {picture ? (
          <VideoTile
            track={picture.track}
            of={`room-${peer.displayName}`}
            label={peer.displayName}
            onSize={(layer) => room.preferLayer(picture.consumerId, layer)}
          />
        ) : (
          <div className="grid size-full place-items-center text-bark">
            <Pictogram name={isWell ? 'camera-off' : 'signal-lost'} size={56} />
          </div>
        )}
      </div>
      <div className="flex flex-col gap-2 p-2">
        <p>
          <span className="block truncate text-lg font-bold">
            <bdi>{peer.displayName}</bdi>
          </span>
          <span className="flex items-center gap-2">
            <Pictogram name="people" size={20} />
            {t('rooms.people', { count: peer.headcount ?? 0 })}
            {!isWell && <span className="font-semibold text-sun">{t('rooms.lineLost')}</span>}
          </span>
        </p>
        <button
          type="button"
          className="button"
          aria-pressed={peer.hasFloor}
          onClick={() => void room.act('floor:set', { seatId: peer.seatId, given: !peer.hasFloor })}
        >
          {peer.hasFloor ? t('floor.take') : t('floor.showToAll')}
        </button>
      </div>
    </li>
  )
}
