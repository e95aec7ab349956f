'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { ChatBox } from '@/app/_lesson/chat-box'
import { LevelMeter } from '@/app/_lesson/devices/level-meter'
import { LoudspeakerMenu } from '@/app/_lesson/devices/loudspeaker-menu'
import { ChannelChoice } from '@/app/_lesson/channel-choice'
import { LessonBand, useBand } from '@/app/_lesson/lesson-band'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { can, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import { useLanguageName } from '@/app/_lesson/use-language-name'

import { GuestStage } from './guest-stage'
import { useOwnChannel } from './use-own-channel'

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  situation: Situation
  channelLanguage: string
  volume: { floorShare: number; onFloorShare: (share: number) => void }
  onPlaySound: (() => void) | null
}

/** The lesson on one side; the interpreter's microphone, turn and listening choice on the other. */
export function InterpreterDesk({ client, snapshot, situation, channelLanguage, volume, onPlaySound }: Props) {
  const { t } = useTranslation('guest')
  const nameOf = useLanguageName()
  const band = useBand({ situation, snapshot, keepsRecording: true })
  return (
    <div className="dark flex min-h-dvh flex-col bg-ink text-birch lg:h-dvh">
      <LessonBand band={band} situation={situation} snapshot={snapshot} client={client} />
      {onPlaySound && (
        <button type="button" className="button m-3" onClick={onPlaySound}>
          <Pictogram name="sound" />
          {t('lesson:soundBlocked')}
        </button>
      )}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="flex h-56 flex-col lg:h-auto lg:flex-1">
          <GuestStage snapshot={snapshot} onSize={(consumerId, layer) => client.preferLayer(consumerId, layer)} />
        </div>
        <main className="flex flex-col gap-5 p-4 lg:w-96 lg:overflow-y-auto">
          <h1 className="flex items-center gap-3 text-xl font-bold">
            <Pictogram name="translate" size={32} />
            <span>{t('interpreter.channel', { language: nameOf(channelLanguage) })}</span>
          </h1>
          <Voice client={client} snapshot={snapshot} channelLanguage={channelLanguage} />
          <label className="flex flex-col gap-2 font-semibold">
            {t('interpreter.floorVolume')}
            <input
              type="range"
              min={0}
              max={100}
              step={5}
              value={Math.round(volume.floorShare * 100)}
              onChange={(event) => volume.onFloorShare(Number(event.target.value) / 100)}
              className="h-11 w-full accent-sun"
            />
          </label>
          {snapshot.live.channels.list.some((one) => one.language !== channelLanguage) && (
            <ChannelChoice client={client} snapshot={snapshot} />
          )}
          {can(snapshot, 'write-chat') && (
            <section aria-label={t('lesson:chat.title')} className="flex min-h-56 flex-1 flex-col">
              <ChatBox client={client} snapshot={snapshot} />
            </section>
          )}
          <LoudspeakerMenu knows={snapshot.devices.microphone.name} />
          <button type="button" className="button mt-auto min-h-14" onClick={() => client.leave()}>
            <Pictogram name="leave" />
            {t('lesson:leave')}
          </button>
        </main>
      </div>
    </div>
  )
}

function Voice({ client, snapshot, channelLanguage }: Pick<Props, 'client' | 'snapshot' | 'channelLanguage'>) {
  const { t } = useTranslation('guest')
  const { turn, partner, isOpen, track, trouble, refusal, isTakingOver, toggle, takeOver } = useOwnChannel({
    client,
    snapshot,
    language: channelLanguage,
  })
  return (
    <>
      <p role="status" aria-live="polite" data-turn={turn} className="text-lg font-semibold text-sun">
        {turn === 'mine' && <span>{t(isOpen && !trouble ? 'interpreter.heard' : 'interpreter.yourTurn')}</span>}
        {turn === 'partner' && <span>{t('interpreter.partner', { name: partner })}</span>}
        {turn === 'nobody' && <span>{t('interpreter.nobody')}</span>}
      </p>
      <button
        type="button"
        data-channel-microphone={isOpen ? 'on' : 'off'}
        aria-pressed={isOpen}
        onClick={toggle}
        className={`flex min-h-36 flex-col items-center justify-center gap-2 rounded-3xl border-4 p-4 text-xl font-bold ${isOpen ? 'border-sun bg-sun text-ink' : 'border-birch bg-ink text-birch'}`}
      >
        <Pictogram name={isOpen ? 'microphone' : 'microphone-off'} size={64} isSolid={isOpen} />
        <span>{isOpen ? t('interpreter.microphoneOff') : t('interpreter.microphoneOn')}</span>
      </button>
      {trouble && (
        <p role="alert" className="rounded-xl bg-lingon-pale p-3 font-semibold text-lingon">
          {t(`lesson:device.microphone.${trouble}`)}
        </p>
      )}
      {refusal && (
        <p role="alert" data-refusal={refusal} className="rounded-xl bg-lingon-pale p-3 font-semibold text-lingon">
          {t(`errors:${refusal}`)}
        </p>
      )}
      {turn !== 'mine' && (
        <button type="button" className="button button-big" data-take-over disabled={isTakingOver} onClick={takeOver}>
          <Pictogram name="microphone" size={32} />
          {t('interpreter.takeOver')}
        </button>
      )}
      {track && isOpen && <LevelMeter track={track} label={t('interpreter.level')} />}
    </>
  )
}
