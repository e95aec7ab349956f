'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { DeviceSource } from '@/lesson-client/local-media/devices'

import type { DeviceChoice } from './use-device'

/** Chooses between devices of one kind, and shows what is wrong with the chosen one. */
export function DeviceField({ source, device }: { source: DeviceSource; device: DeviceChoice }) {
  const { t } = useTranslation('teach')
  return (
    <div className="flex flex-col gap-1">
      <label className="flex flex-col gap-1 font-semibold">
        <span className="flex items-center gap-2">
          <Pictogram name={device.problem ? `${source}-off` : source} />
          <span>{t(`lesson:${source}`)}</span>
        </span>
        <select
          className="field font-normal"
          value={device.deviceId}
          onChange={(event) => device.choose(event.target.value)}
        >
          {device.choices.map((choice) => (
            <option key={choice.deviceId} value={choice.deviceId}>
              {choice.label || t('check.unnamed')}
            </option>
          ))}
        </select>
      </label>
      {device.problem && (
        <p role="alert" className="font-semibold text-lingon">
          {t(`lesson:device.${source}.${device.problem}`)}
        </p>
      )}
    </div>
  )
}
