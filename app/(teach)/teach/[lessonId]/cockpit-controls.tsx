'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { openDevice } from '@/app/_room/local-media'
import type { RoomClient } from '@/app/_room/room-client'
import type { RoomSnapshot } from '@/app/_room/room-snapshot'

type Props = { room: RoomClient; snapshot: RoomSnapshot }

/** One row of large controls with words. Ending asks once more, in its place. */
export function CockpitControls({ room, snapshot }: Props) {
  const { t } = useTranslation('teach')
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { camera, microphone } = snapshot.sending
  const isHeard = microphone !== undefined && !microphone.isMuted

  const start = async (source: 'camera' | 'microphone') => {
    const opened = await openDevice(source)
    setProblem(opened.problem && `lesson:device.${source}.${opened.problem}`)
    if (opened.track) await room.startSending(source, opened.track)
  }
  const toggleMicrophone = () => void (microphone ? room.setMuted('microphone', isHeard) : start('microphone'))
  const toggleCamera = () => void (camera ? room.stopSending('camera') : start('camera'))

  return (
    <footer className="flex flex-wrap items-center gap-3 bg-night p-3">
      <Control
        picture={isHeard ? 'microphone' : 'microphone-off'}
        word={isHeard ? t('controls.mute') : t('controls.unmute')}
        isOn={isHeard}
        onPress={toggleMicrophone}
      />
      <Control
        picture={camera ? 'camera' : 'camera-off'}
        word={camera ? t('controls.cameraOff') : t('controls.cameraOn')}
        isOn={camera !== undefined}
        onPress={toggleCamera}
      />
      {problem !== null && (
        <p role="alert" className="font-semibold text-sun">
          {t(problem)}
        </p>
      )}
      <div className="ms-auto flex flex-wrap items-center gap-3">
        {isAsking ? (
          <>
            <p role="alert" className="font-semibold">
              {t('controls.endSure')}
            </p>
            <button type="button" className="button min-h-14" onClick={() => setAsking(false)}>
              {t('controls.goOn')}
            </button>
            <button
              type="button"
              className="button button-stop min-h-14"
              onClick={() => void room.act('lesson:end', {})}
            >
              <Pictogram name="stop" />
              {t('controls.endNow')}
            </button>
          </>
        ) : (
          <button type="button" className="button button-stop min-h-14" onClick={() => setAsking(true)}>
            <Pictogram name="stop" />
            {t('controls.end')}
          </button>
        )}
      </div>
    </footer>
  )
}

type ControlProps = { picture: PictogramName; word: string; isOn: boolean; onPress: () => void }

function Control({ picture, word, isOn, onPress }: ControlProps) {
  return (
    <button
      type="button"
      className={`button min-h-14 ${isOn ? '' : 'button-stop'}`}
      aria-pressed={isOn}
      onClick={onPress}
    >
      <Pictogram name={picture} size={28} />
      {word}
    </button>
  )
}
