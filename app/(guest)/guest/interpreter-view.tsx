'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { DeviceField } from '@/app/_lesson/devices/device-field'
import { LevelMeter } from '@/app/_lesson/devices/level-meter'
import { LoudspeakerField } from '@/app/_lesson/devices/loudspeaker-field'
import { useDevice } from '@/app/_lesson/devices/use-device'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { channelTrackOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'
import { useLanguageName } from '@/app/_lesson/use-language-name'
import type { Sound } from '@/app/_lesson/use-sound'
import { Voices } from '@/app/_lesson/voices'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { GuestOver } from './guest-over'
import { InterpreterDesk, type Shares } from './interpreter-desk'
import { LessonHead } from './lesson-head'

/** Loud enough to follow the other interpreter beneath the floor. */
const PARTNER_SHARE = 0.3

type Props = {
  client: LessonClient | null
  snapshot: LessonSnapshot
  lesson: MyLesson
  channelLanguage: string
  sound: Sound
}

/** An interpreter's page: a microphone check, then the lesson and the channel that they speak into. */
export function InterpreterView({ client, snapshot, lesson, channelLanguage, sound }: Props) {
  const [shares, setShares] = useState<Shares>({ floor: 1, partner: PARTNER_SHARE })
  const situation = situationOf(snapshot)
  if (situation === 'ended') return <GuestOver reason="ended" />
  if (snapshot.closed) return <GuestOver reason={snapshot.closed.reason} code={snapshot.closed.code} />
  if (snapshot.phase !== 'in' || !client) {
    return <MicrophoneCheck client={client} snapshot={snapshot} lesson={lesson} channelLanguage={channelLanguage} />
  }
  return (
    <>
      <Voices
        client={client}
        snapshot={snapshot}
        onBlocked={sound.onSoundBlocked}
        shareOf={(voice) => {
          if (voice.source !== 'channel') return shares.floor
          // Another language, chosen to interpret from, is a floor of its own.
          return voice === channelTrackOf(snapshot, channelLanguage) ? shares.partner : 1
        }}
      />
      <InterpreterDesk
        client={client}
        snapshot={snapshot}
        situation={situation}
        channelLanguage={channelLanguage}
        shares={shares}
        onShares={setShares}
        onPlaySound={sound.isSoundBlocked ? sound.playSound : null}
      />
    </>
  )
}

type CheckProps = Omit<Props, 'sound'>

/** The chosen microphone closes with the check, and opens again when the interpreter speaks. */
function MicrophoneCheck({ client, snapshot, lesson, channelLanguage }: CheckProps) {
  const { t } = useTranslation('guest')
  const nameOf = useLanguageName()
  const microphone = useDevice('microphone', { client, snapshot })
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col gap-6 p-5">
      <LessonHead lesson={lesson} />
      <p className="flex items-center gap-3 rounded-card bg-spruce-pale p-4 text-lg font-semibold text-spruce">
        <Pictogram name="translate" size={40} />
        <span>{t('interpreter.youSpeak', { language: nameOf(channelLanguage) })}</span>
      </p>
      <DeviceField source="microphone" device={microphone} />
      {microphone.track && <LevelMeter track={microphone.track} label={t('teach:check.speak')} />}
      <LoudspeakerField knows={microphone.track} />
      <p className="flex items-center gap-3 text-lg">
        <Pictogram name="ear" size={32} />
        {t('interpreter.headphones')}
      </p>
      <button
        type="button"
        className="button button-main button-big mt-auto"
        data-ready={snapshot.phase === 'pre-join' && !microphone.isOpening}
        onClick={() => void client?.enter()}
      >
        <Pictogram name="enter" size={36} />
        {t('enter')}
      </button>
    </main>
  )
}
