'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { troubleOf } from '@/lesson-client/local-media/local-source'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { voiceStandingOf } from '@/lesson-client/state/voice-standing'

type Props = { snapshot: LessonSnapshot; isCameraSaid?: boolean; className?: string }

/** Who hears the room, so that nobody in it has to guess, and that its camera is missing if nothing else says so. */
export function HeardSign({ snapshot, isCameraSaid = false, className = '' }: Props) {
  const { t } = useTranslation('screen')
  const isHeard = snapshot.connection === 'up' && voiceStandingOf(snapshot) === 'heard'
  const { groups } = snapshot.live
  const hasAll = selfOf(snapshot)?.hasFloor === true && groups === null
  const who = !isHeard ? 'nobody' : groups && groups.mine !== null ? 'group' : hasAll ? 'all' : 'communicator'
  const isBlind = !isCameraSaid && troubleOf(snapshot.devices.camera) !== null
  return (
    <div
      data-region="column-foot"
      className={`flex shrink-0 flex-col gap-[1vh] text-[4.1vh] leading-[1.15] font-bold ${className}`}
    >
      <p className="flex items-center gap-[1.6vh]">
        <Pictogram name={isHeard ? 'microphone' : 'microphone-off'} className="size-[6vh]" />
        <span>{t(`heard.${who}`)}</span>
      </p>
      {isBlind && (
        <p className="flex items-center gap-[1.6vh]">
          <Pictogram name="camera-off" className="size-[6vh]" />
          {t('heard.noCamera')}
        </p>
      )}
    </div>
  )
}
