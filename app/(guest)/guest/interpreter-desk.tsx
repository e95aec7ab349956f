'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { ChatBox } from '@/app/_lesson/chat-box'
import { LoudspeakerMenu } from '@/app/_lesson/devices/loudspeaker-menu'
import { ChannelChoice } from '@/app/_lesson/channel-choice'
import { LessonBand, useBand } from '@/app/_lesson/lesson-band'
import { NextPage } from '@/app/_lesson/slides/next-page'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { can, findChannel, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'
import { useLanguageName } from '@/app/_lesson/use-language-name'
import { useSwitch } from '@/app/_lesson/use-switch'

import { GuestStage } from './guest-stage'
import { InterpreterVoice } from './interpreter-voice'

/** How loud an interpreter hears the floor and the other interpreter, each from 0 to 1. */
export type Shares = { floor: number; partner: number }

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  situation: Situation
  channelLanguage: string
  shares: Shares
  onShares: (shares: Shares) => void
  onPlaySound: (() => void) | null
}

/** The lesson on three fifths; the interpreter's turn, microphone and volumes on the rest, the next page among them. */
export function InterpreterDesk(props: Props) {
  const { client, snapshot, situation, channelLanguage, shares, onShares, onPlaySound } = props
  const { t } = useTranslation('guest')
  const nameOf = useLanguageName()
  const [areLettersOn, setLettersOn] = useSwitch('interpreter-keys')
  const band = useBand({ situation, snapshot, keepsRecording: true })
  const { slide, channels } = snapshot.live
  const hasPartner = (findChannel(snapshot, channelLanguage)?.interpreters ?? 0) > 1
  return (
    <div className="dark flex min-h-dvh flex-col bg-ink text-birch lg:h-dvh">
      <LessonBand band={band} situation={situation} snapshot={snapshot} client={client} />
      {onPlaySound && (
        <button type="button" className="button m-3" onClick={onPlaySound}>
          <Pictogram name="sound" />
          {t('lesson:soundBlocked')}
        </button>
      )}
      <div className="flex min-h-0 flex-1 flex-col lg:grid lg:grid-cols-[3fr_2fr]">
        <div data-region="stage" className="flex h-[calc(56.25vw+5.5rem)] flex-col lg:h-auto lg:min-h-0">
          <GuestStage snapshot={snapshot} onSize={(consumerId, layer) => client.preferLayer(consumerId, layer)} />
        </div>
        <main
          data-region="desk"
          className="flex flex-1 flex-col gap-3 p-4 pb-0 lg:min-h-0 lg:overflow-y-auto lg:bg-night lg:pb-4"
        >
          <div className="flex items-center justify-between gap-3">
            <h1 className="flex items-center gap-3 text-xl font-bold">
              <Pictogram name="translate" size={32} />
              <span>{t('interpreter.channel', { language: nameOf(channelLanguage) })}</span>
            </h1>
            <LetterSwitch isOn={areLettersOn} onSwitch={setLettersOn} />
          </div>
          <InterpreterVoice {...{ client, snapshot, channelLanguage, areLettersOn }} />
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            <Volume
              label={t('interpreter.floorVolume')}
              share={shares.floor}
              onShare={(floor) => onShares({ ...shares, floor })}
            />
            {hasPartner && (
              <Volume
                label={t('interpreter.partnerVolume')}
                share={shares.partner}
                onShare={(partner) => onShares({ ...shares, partner })}
              />
            )}
          </div>
          {channels.list.some((one) => one.language !== channelLanguage) && (
            <ChannelChoice client={client} snapshot={snapshot} />
          )}
          {can(snapshot, 'write-chat') && (
            <section aria-label={t('lesson:chat.title')} className="flex min-h-56 flex-1 flex-col">
              <ChatBox client={client} snapshot={snapshot} />
            </section>
          )}
          <div className="mt-auto flex flex-wrap items-end justify-between gap-3">
            {slide && <NextPage slide={slide} label={t('interpreter.nextPage')} />}
            <div className="ms-auto flex flex-wrap justify-end gap-3">
              <LoudspeakerMenu knows={snapshot.devices.microphone.name} />
              <button type="button" className="button min-h-14" onClick={() => client.leave()}>
                <Pictogram name="leave" />
                {t('lesson:leave')}
              </button>
            </div>
          </div>
        </main>
      </div>
    </div>
  )
}

type LetterSwitchProps = { isOn: boolean; onSwitch: (isOn: boolean) => void }

/** Only where there are keys: a phone has none. */
function LetterSwitch({ isOn, onSwitch }: LetterSwitchProps) {
  const { t } = useTranslation('guest')
  return (
    <button
      type="button"
      data-control="letters"
      aria-pressed={isOn}
      className="button hidden shrink-0 px-3 lg:inline-flex"
      onClick={() => onSwitch(!isOn)}
    >
      <span dir="ltr" className="flex gap-1">
        <kbd>M</kbd>
        <kbd>K</kbd>
      </span>
      <span>{isOn ? t('teach:keys.on') : t('teach:keys.off')}</span>
    </button>
  )
}

type VolumeProps = { label: string; share: number; onShare: (share: number) => void }

function Volume({ label, share, onShare }: VolumeProps) {
  return (
    <label className="flex min-w-48 flex-1 flex-col font-semibold">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={Math.round(share * 100)}
        onChange={(event) => onShare(Number(event.target.value) / 100)}
        className="h-11 w-full accent-sun"
      />
    </label>
  )
}
