'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { RoomClient } from '@/app/_room/room-client'
import { selfOf, type RoomSnapshot } from '@/app/_room/room-snapshot'
import { useFloor } from '@/app/_room/use-floor'

type Props = { room: RoomClient; snapshot: RoomSnapshot; isCameraOffered: boolean }

/** The row at the thumb: hand, or with the floor microphone and camera; and the way out. */
export function PhoneControls({ room, snapshot, isCameraOffered }: Props) {
  const { t } = useTranslation('lesson')
  const self = selfOf(snapshot)
  const hasFloor = self?.hasFloor ?? false
  const isHandUp = snapshot.live.hands.some((hand) => hand.seatId === self?.seatId)
  const { problem, toggleHand, toggleMicrophone, toggleCamera } = useFloor({
    room,
    snapshot,
    hasFloor,
    isCameraOffered,
  })
  const { camera, microphone } = snapshot.sending
  const isHeard = microphone !== undefined && !microphone.isMuted
  return (
    <div className="flex flex-col gap-3 bg-ink p-3 pb-5">
      <p role="status" aria-live="assertive" className="text-center text-lg font-semibold text-sun empty:hidden">
        {hasFloor ? t(isHeard ? 'floor.yours' : 'floor.yoursUnheard') : isHandUp ? t('hand.up') : ''}
      </p>
      {problem && (
        <p role="alert" className="flex items-center gap-3 rounded-xl bg-lingon-pale p-3 text-lg text-lingon">
          <Pictogram name={problem.source === 'camera' ? 'camera-off' : 'microphone-off'} size={36} />
          {t(`device.${problem.source}.${problem.problem}`)}
        </p>
      )}
      <div className="flex gap-2">
        {hasFloor ? (
          <>
            <Control
              picture={isHeard ? 'microphone' : 'microphone-off'}
              isOn={isHeard}
              word={t('microphone')}
              onTap={toggleMicrophone}
            />
            {isCameraOffered && (
              <Control
                picture={camera ? 'camera' : 'camera-off'}
                isOn={camera !== undefined}
                word={t('camera')}
                onTap={toggleCamera}
              />
            )}
            <Control
              picture="check"
              isOn={false}
              word={t('floor.done')}
              onTap={() => void (self && room.act('floor:set', { seatId: self.seatId, given: false }))}
            />
          </>
        ) : (
          <Control
            picture="hand"
            isOn={isHandUp}
            word={isHandUp ? t('hand.lower') : t('hand.raise')}
            onTap={() => toggleHand(!isHandUp)}
          />
        )}
        <Control picture="leave" isOn={false} word={t('leave')} onTap={() => room.leave()} />
      </div>
    </div>
  )
}

type ControlProps = {
  picture: Parameters<typeof Pictogram>[0]['name']
  isOn: boolean
  word: string
  onTap: () => void
}

function Control({ picture, isOn, word, onTap }: ControlProps) {
  const colours = isOn ? 'bg-sun text-ink border-sun' : 'bg-ink text-birch border-birch'
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onTap}
      className={`flex min-h-20 min-w-0 flex-1 basis-0 flex-col items-center justify-center gap-1 rounded-2xl border-2 px-0.5 py-2 text-[0.9rem] leading-tight font-semibold wrap-anywhere ${colours}`}
    >
      <Pictogram name={picture} size={36} isSolid={isOn && picture !== 'hand'} />
      {word}
    </button>
  )
}
