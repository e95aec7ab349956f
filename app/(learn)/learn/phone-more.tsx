'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { ChatBox } from '@/app/_lesson/chat-box'
import { DataMeter } from '@/app/_lesson/data-meter'
import { LoudspeakerField } from '@/app/_lesson/devices/loudspeaker-field'
import { ChannelChoice } from '@/app/_lesson/channel-choice'
import { ModeChoice } from '@/app/_lesson/mode-choice'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { can, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { DataBudget } from '@/app/_lesson/use-data-budget'

import { PhoneSheet } from './phone-sheet'

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  budget: DataBudget
  /** With the floor; held sideways a narrow phone has no room for it elsewhere. */
  camera: { isOn: boolean; toggle: () => void } | null
  onClose: () => void
}

/** Everything that is rarely needed: language, view mode, and the chat. */
export function PhoneMore({ client, snapshot, budget, camera, onClose }: Props) {
  const { t } = useTranslation('lesson')
  return (
    <PhoneSheet
      label={t('more')}
      onClose={onClose}
      className="dark mt-auto max-h-[92dvh] w-full max-w-none rounded-t-3xl bg-ink p-4 text-lg text-birch [&_.button]:min-h-14 [&_.field]:min-h-14 backdrop:bg-night/70"
    >
      {(close) => (
        <div className="flex flex-col gap-6">
          {snapshot.live.channels.list.length > 0 && <ChannelChoice client={client} snapshot={snapshot} />}
          <ModeChoice mode={snapshot.chosenMode} onMode={(mode) => client.setMode(mode)} />
          <LoudspeakerField knows={snapshot.devices.microphone.name} />
          <DataMeter snapshot={snapshot} budget={budget} />
          {can(snapshot, 'write-chat') && (
            <section aria-label={t('chat.title')} className="flex min-h-64 flex-col gap-2">
              <h2 className="flex items-center gap-2 font-bold">
                <Pictogram name="chat" size={28} />
                {t('chat.title')}
              </h2>
              <ChatBox client={client} snapshot={snapshot} />
            </section>
          )}
          {camera && (
            <button type="button" className="button button-big" aria-pressed={camera.isOn} onClick={camera.toggle}>
              <Pictogram name={camera.isOn ? 'camera' : 'camera-off'} size={32} />
              {t('camera')}
            </button>
          )}
          <div className="sticky -bottom-4 -mx-4 -mb-4 bg-ink p-3">
            <button
              type="button"
              data-control="close"
              className="flex min-h-16 w-full items-center justify-center gap-3 rounded-2xl bg-birch font-bold text-ink"
              onClick={close}
            >
              <Pictogram name="cross" />
              {t('close')}
            </button>
          </div>
        </div>
      )}
    </PhoneSheet>
  )
}
