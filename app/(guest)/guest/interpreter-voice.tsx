'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { LevelMeter } from '@/app/_lesson/devices/level-meter'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { useInterpreterKeys } from './interpreter-keys'
import { useCough, type Cough } from './use-cough'
import { useOwnChannel } from './use-own-channel'

type Props = { client: LessonClient; snapshot: LessonSnapshot; channelLanguage: string; areLettersOn: boolean }

/** Whose turn it is, the interpreter's microphone, and how the turn passes between two. */
export function InterpreterVoice({ client, snapshot, channelLanguage, areLettersOn }: Props) {
  const { t } = useTranslation('guest')
  const own = useOwnChannel({ client, snapshot, language: channelLanguage })
  const { turn, isOpen, isOffered, trouble, refusal, toggle } = own
  const cough = useCough(client, isOpen)
  useInterpreterKeys({ areLettersOn, onToggle: toggle, onCough: cough.hold })
  const isHeard = turn === 'mine' && isOpen && !trouble && !cough.isHeld
  return (
    <>
      <p
        role="status"
        aria-live="polite"
        data-turn={turn}
        data-offered={isOffered}
        className="text-lg font-semibold text-sun"
      >
        {turn === 'mine' && <span>{t(isOpen && !trouble ? 'interpreter.heard' : 'interpreter.yourTurn')}</span>}
        {turn === 'partner' && (
          <span>{t(isOffered ? 'interpreter.offered' : 'interpreter.partner', { name: own.partner })}</span>
        )}
        {turn === 'nobody' && <span>{t('interpreter.nobody')}</span>}
      </p>
      <button
        type="button"
        data-channel-microphone={isOpen ? 'on' : 'off'}
        aria-pressed={isOpen}
        aria-keyshortcuts={areLettersOn ? 'M Space' : 'Space'}
        onClick={toggle}
        className={`sticky bottom-0 z-10 order-last -mx-4 flex min-h-24 shrink-0 flex-col items-center justify-center gap-2 border-t-4 p-3 text-xl font-bold lg:static lg:order-none lg:mx-0 lg:min-h-[43%] lg:rounded-3xl lg:border-4 ${isHeard ? 'border-sun bg-sun text-ink' : 'border-lingon-light bg-lingon text-snow'}`}
      >
        <Pictogram
          name={isOpen && !cough.isHeld ? 'microphone' : 'microphone-off'}
          isSolid={isHeard}
          className="size-10 lg:size-20"
        />
        <span>{isOpen ? t('interpreter.microphoneOff') : t('interpreter.microphoneOn')}</span>
      </button>
      {trouble && <Alarm>{t(`lesson:device.microphone.${trouble}`)}</Alarm>}
      {refusal && <Alarm refusal={refusal}>{t(`errors:${refusal}`)}</Alarm>}
      <div className="flex flex-wrap gap-3">
        <Handover own={own} />
        {isOpen && <CoughButton cough={cough} hasKey={areLettersOn} />}
      </div>
      <div className="flex gap-6 empty:hidden *:flex-1">
        {own.track && isOpen && <LevelMeter track={own.track} label={t('interpreter.level')} />}
        {own.partnerTrack && <LevelMeter track={own.partnerTrack} label={t('interpreter.partnerLevel')} />}
      </div>
    </>
  )
}

function Alarm({ children, refusal }: { children: string; refusal?: string }) {
  return (
    <p role="alert" data-refusal={refusal} className="rounded-xl bg-lingon-pale p-3 font-semibold text-lingon">
      {children}
    </p>
  )
}

/** The one who speaks asks to be relieved, the other takes over: nobody is relieved before the new voice is heard. */
function Handover({ own }: { own: ReturnType<typeof useOwnChannel> }) {
  const { t } = useTranslation('guest')
  const { turn, isOffered } = own
  const look = 'button min-h-16 flex-1 basis-40 text-lg'
  if (turn !== 'mine') {
    const isCalled = isOffered || turn === 'nobody'
    return (
      <button
        type="button"
        data-take-over
        className={`${look} ${isCalled ? 'button-main' : ''}`}
        disabled={own.isTakingOver}
        onClick={own.takeOver}
      >
        <Pictogram name="microphone" size={32} />
        {t('interpreter.takeOver')}
      </button>
    )
  }
  // An offer stands while the other one is away, and can be taken back.
  if (!own.hasPartner && !isOffered) return null
  return (
    <button
      type="button"
      data-hand-over
      aria-pressed={isOffered}
      className={`${look} ${isOffered ? 'button-main' : ''}`}
      onClick={() => own.offer(!isOffered)}
    >
      <Pictogram name={isOffered ? 'clock' : 'hand'} size={32} />
      <span>{t(isOffered ? 'interpreter.handingOver' : 'interpreter.handOver')}</span>
    </button>
  )
}

/** Held by finger, mouse, Space or Enter. */
function CoughButton({ cough: { isHeld, hold }, hasKey }: { cough: Cough; hasKey: boolean }) {
  const { t } = useTranslation('guest')
  const isPress = (key: string) => key === ' ' || key === 'Enter'
  return (
    <button
      type="button"
      data-cough
      aria-pressed={isHeld}
      aria-keyshortcuts={hasKey ? 'K' : undefined}
      className={`button min-h-16 flex-1 basis-32 touch-none text-lg select-none ${isHeld ? 'button-main' : ''}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        hold(true)
      }}
      onPointerUp={() => hold(false)}
      onPointerCancel={() => hold(false)}
      onLostPointerCapture={() => hold(false)}
      onKeyDown={(event) => isPress(event.key) && hold(true)}
      onKeyUp={(event) => isPress(event.key) && hold(false)}
      onBlur={() => hold(false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Pictogram name="microphone-off" size={32} />
      {t('interpreter.cough')}
    </button>
  )
}
