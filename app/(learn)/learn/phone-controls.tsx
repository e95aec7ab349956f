'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { DataBudget } from '@/app/_lesson/use-data-budget'
import { troubleOf } from '@/lesson-client/local-media/local-source'
import { useFloor } from '@/app/_lesson/use-floor'
import { useVoiceTrouble } from '@/app/_lesson/use-voice-trouble'
import { voiceStandingOf } from '@/lesson-client/state/voice-standing'

import { PhoneMore } from './phone-more'

type Props = { client: LessonClient; snapshot: LessonSnapshot; isCameraOffered: boolean; budget: DataBudget }

/** The row within reach of a thumb: hand, or with the floor microphone and camera; more; and leave. */
export function PhoneControls({ client, snapshot, isCameraOffered, budget }: Props) {
  const { t } = useTranslation('lesson')
  const [isMoreOpen, setMoreOpen] = useState(false)
  const [readMessages, setReadMessages] = useState(0)
  const self = selfOf(snapshot)
  const { live } = snapshot
  const isInGroup = live.groups !== null && live.groups.mine !== null
  const hasFloor = (self?.hasFloor ?? false) || isInGroup
  const isHandUp = live.hands.some((hand) => hand.memberId === self?.memberId)
  const { toggleHand, toggleMicrophone, toggleCamera } = useFloor({
    client,
    snapshot,
    hasFloor,
    isCameraOffered: isCameraOffered && snapshot.mode === 'everything',
  })
  const { camera, microphone } = snapshot.sending
  const isOpen = microphone !== undefined && !microphone.isMuted
  const standing = voiceStandingOf(snapshot)
  const voice = useVoiceTrouble(snapshot)
  const cameraTrouble = troubleOf(snapshot.devices.camera)
  const isMuted = self !== undefined && live.muted.includes(self.memberId)
  const messages = live.chat.messages.length
  const unread = isMoreOpen ? 0 : Math.max(0, messages - readMessages)
  const openMore = (isOpen: boolean) => {
    setReadMessages(messages)
    setMoreOpen(isOpen)
  }
  const rest = (
    <>
      <Control
        picture="list"
        isOn={false}
        isLow={hasFloor}
        word={t('more')}
        count={unread}
        onTap={() => openMore(true)}
      />
      <Control picture="leave" isOn={false} isLow={hasFloor} word={t('leave')} onTap={() => client.leave()} />
    </>
  )
  return (
    <div className="flex shrink-0 flex-col gap-2 bg-ink p-3 pb-5">
      <p role="status" aria-live="assertive" className="text-center text-lg font-semibold text-sun empty:hidden">
        {isMuted
          ? t('muted')
          : self?.hasFloor
            ? t(standing === 'heard' ? 'floor.yours' : 'floor.yoursUnheard')
            : isHandUp
              ? t('hand.up')
              : ''}
      </p>
      {voice && <Trouble picture="microphone-off" text={t(`device.microphone.${voice}`)} />}
      {cameraTrouble && <Trouble picture="camera-off" text={t(`device.camera.${cameraTrouble}`)} />}
      <div className="flex gap-2">
        {hasFloor ? (
          <>
            <Control
              picture={isOpen && !isMuted && !voice ? 'microphone' : 'microphone-off'}
              isOn={isOpen && !isMuted && !voice}
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
            {!isInGroup && (
              <Control
                picture="check"
                isOn={false}
                word={t('floor.done')}
                onTap={() => void (self && client.act('floor:set', { memberId: self.memberId, given: false }))}
              />
            )}
          </>
        ) : (
          <Control
            picture="hand"
            isOn={isHandUp}
            word={isHandUp ? t('hand.lower') : t('hand.raise')}
            onTap={() => toggleHand(!isHandUp)}
          />
        )}
        {!hasFloor && rest}
      </div>
      {hasFloor && <div className="flex gap-2">{rest}</div>}
      {isMoreOpen && <PhoneMore client={client} snapshot={snapshot} budget={budget} onClose={() => openMore(false)} />}
    </div>
  )
}

function Trouble({ picture, text }: { picture: PictogramName; text: string }) {
  return (
    <p role="alert" className="flex items-center gap-3 rounded-xl bg-lingon-pale p-3 text-lg text-lingon">
      <Pictogram name={picture} size={36} />
      {text}
    </p>
  )
}

type ControlProps = {
  picture: PictogramName
  isOn: boolean
  /** In the second row its word is beside its image. */
  isLow?: boolean
  word: string
  count?: number
  onTap: () => void
}

function Control({ picture, isOn, isLow = false, word, count = 0, onTap }: ControlProps) {
  const colours = isOn ? 'bg-sun text-ink border-sun' : 'bg-ink text-birch border-birch'
  return (
    <button
      type="button"
      aria-pressed={isOn}
      data-control={picture}
      onClick={onTap}
      className={`relative flex min-w-0 flex-1 basis-0 items-center justify-center rounded-2xl border-2 px-0.5 text-[0.9rem] leading-tight font-semibold wrap-anywhere ${isLow ? 'min-h-14 gap-2 py-1' : 'min-h-20 flex-col gap-1 py-2'} ${colours}`}
    >
      <Pictogram name={picture} size={isLow ? 28 : 36} isSolid={isOn && picture !== 'hand'} />
      {word}
      {count > 0 && (
        <bdi className="absolute -end-1 -top-2 min-w-7 rounded-full bg-sun px-1.5 text-base text-ink">{count}</bdi>
      )}
    </button>
  )
}
