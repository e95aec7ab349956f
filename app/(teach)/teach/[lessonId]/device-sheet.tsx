'use client'

import { useTranslation } from 'react-i18next'

import { DeviceField } from '@/app/_lesson/devices/device-field'
import { LevelMeter } from '@/app/_lesson/devices/level-meter'
import { LoudspeakerField } from '@/app/_lesson/devices/loudspeaker-field'
import { useDeviceChoice } from '@/app/_lesson/devices/use-device'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type Props = { client: LessonClient; snapshot: LessonSnapshot }

/** Another microphone, camera or loudspeaker in the middle of a lesson, each with what tells that it works. */
export function DeviceSheet({ client, snapshot }: Props) {
  const { t } = useTranslation('teach')
  const microphone = useDeviceChoice('microphone', { client, snapshot })
  const camera = useDeviceChoice('camera', { client, snapshot })
  return (
    <div className="flex flex-col gap-4 rounded-xl bg-snow p-3 text-ink">
      <LoudspeakerField knows={microphone.track} />
      <DeviceField source="microphone" device={microphone} />
      {microphone.track && <LevelMeter track={microphone.track} label={t('check.speak')} />}
      <DeviceField source="camera" device={camera} />
    </div>
  )
}
