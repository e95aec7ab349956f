'use client'

import { useTranslation } from 'react-i18next'

import type { RoomSnapshot } from '@/app/_room/room-snapshot'
import { VideoTile } from '@/app/_room/video-tile'
import { Pictogram } from '@/app/_components/pictogram'

type Props = { snapshot: RoomSnapshot; onSize: (consumerId: string, layer: number) => void }

/** The communicator large; who has the floor beside her, and one's own picture while others see it. */
export function PhoneStage({ snapshot, onSize }: Props) {
  const { t } = useTranslation('lesson')
  const pictures = snapshot.tracks.filter((one) => one.source === 'camera' && !one.isPaused)
  const roleOf = (peerId: string) => snapshot.peers.find((peer) => peer.peerId === peerId)
  const communicator = pictures.find((one) => roleOf(one.peerId)?.role === 'communicator')
  const others = pictures.filter((one) => one !== communicator)
  const own = snapshot.sending.camera?.track
  return (
    <div className="relative min-h-0 flex-1">
      {communicator ? (
        <VideoTile
          track={communicator.track}
          of="communicator"
          fit="contain"
          label={roleOf(communicator.peerId)?.displayName ?? t('communicator')}
          onSize={(layer) => onSize(communicator.consumerId, layer)}
        />
      ) : (
        <div className="grid size-full place-items-center bg-night text-bark">
          <Pictogram name="person" size={120} />
        </div>
      )}
      <div className="absolute inset-x-2 bottom-2 flex flex-wrap justify-end gap-2">
        {others.map((one) => (
          <figure key={one.consumerId} className="relative h-28 w-36 overflow-hidden rounded-xl border-2 border-sun">
            <VideoTile
              track={one.track}
              of="floor"
              label={roleOf(one.peerId)?.displayName ?? ''}
              onSize={(layer) => onSize(one.consumerId, layer)}
            />
            <figcaption className="absolute inset-x-0 bottom-0 truncate bg-ink/80 px-2 text-base">
              <bdi>{roleOf(one.peerId)?.displayName}</bdi>
            </figcaption>
          </figure>
        ))}
        {own && (
          <figure className="relative h-28 w-36 overflow-hidden rounded-xl border-2 border-birch">
            <VideoTile track={own} of="self" label={t('yourPicture')} isMirrored />
            <figcaption className="absolute inset-x-0 bottom-0 truncate bg-ink/80 px-2 text-base">
              {t('you')}
            </figcaption>
          </figure>
        )}
      </div>
    </div>
  )
}
