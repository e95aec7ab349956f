'use client'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { VideoTile } from '@/app/_lesson/video-tile'

export type ShownPerson = {
  key: string
  name: string
  hasFloor: boolean
  /** Without a picture there is a sign for what is in its place. */
  picture: { track: MediaStreamTrack; of: string; label: string; consumerId: string | null } | null
  sign: PictogramName
}

type Props = { person: ShownPerson; isTight: boolean; onSize: (consumerId: string, layer: number | null) => void }

/** A picture and, beneath it, the name: with the floor both are framed. */
export function ScreenPerson({ person, isTight, onSize }: Props) {
  const { name, hasFloor, picture, sign } = person
  return (
    <li data-region="person" className="flex max-h-[56vh] min-h-0 min-w-0 flex-1 flex-col">
      <div
        data-region="picture"
        className={`relative min-h-0 flex-1 overflow-hidden ${hasFloor ? 'border-[0.9vh] border-b-0 border-sun' : ''}`}
      >
        {picture ? (
          <ShownPicture picture={picture} onSize={onSize} />
        ) : (
          <div className="grid size-full place-items-center bg-dusk text-mist">
            <Pictogram name={sign} className="size-[14vh]" />
          </div>
        )}
      </div>
      <p
        data-region="name"
        data-text="name"
        className={`flex shrink-0 items-center gap-[1.2vh] px-[1.6vh] py-[1vh] text-[4.6vh] leading-[1.2] font-bold ${hasFloor ? 'bg-sun text-ink' : 'text-birch'} ${isTight ? '' : 'min-h-[12vh]'}`}
      >
        {hasFloor && <Pictogram name="microphone" isSolid className="size-[5.4vh]" />}
        <bdi translate="no" className="line-clamp-3 min-w-0 wrap-anywhere">
          {name}
        </bdi>
      </p>
    </li>
  )
}

type PictureProps = Pick<Props, 'onSize'> & { picture: NonNullable<ShownPerson['picture']>; fit?: 'cover' | 'contain' }

/** Covers its box, with the head in sight. */
export function ShownPicture({ picture, fit = 'cover', onSize }: PictureProps) {
  const { track, of, label, consumerId } = picture
  const tell = (layer: number | null) => {
    if (consumerId !== null) onSize(consumerId, layer)
  }
  return (
    <div className="absolute inset-0 [&_video]:[object-position:50%_20%]">
      <VideoTile track={track} of={of} label={label} fit={fit} isMirrored={of === 'self'} onSize={tell} />
    </div>
  )
}
