'use client'

import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { DataBudget } from '@/app/_lesson/use-data-budget'
import { useFloor } from '@/app/_lesson/use-floor'
import { useVoiceTrouble } from '@/app/_lesson/use-voice-trouble'
import { voiceStandingOf } from '@/lesson-client/state/voice-standing'

import styles from './phone.module.css'
import { PhoneControl } from './phone-control'
import { PhoneMore } from './phone-more'
import { PhoneSigns, SignsSheet } from './phone-signs'

type Props = {
  client: LessonClient
  snapshot: LessonSnapshot
  isCameraOffered: boolean
  budget: DataBudget
  isLarge: boolean
  onSmall: () => void
}

/**
 * What a thumb reaches. Listening: six signs; hand, more and leave. With the floor: camera, more and leave; microphone
 * and done. The boxes are the same in both.
 */
export function PhoneControls({ client, snapshot, isCameraOffered, budget, isLarge, onSmall }: Props) {
  const { t } = useTranslation('lesson')
  const [open, setOpen] = useState<'more' | 'signs' | null>(null)
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
  const messages = live.chat.messages.length
  const unread = Math.max(0, messages - readMessages)
  const { camera } = snapshot.sending
  const more = (
    <PhoneControl
      picture="list"
      place="more"
      look="calm"
      word={t('more')}
      count={unread}
      className={styles.awayWhenLarge}
      onTap={() => setOpen('more')}
    />
  )
  const leave = <PhoneControl picture="leave" place="out" look="out" word={t('leave')} onTap={() => client.leave()} />
  const smaller = isLarge && (
    <PhoneControl
      picture="smaller"
      place="main"
      look="main"
      word={t('smaller')}
      className={styles.upright}
      onTap={onSmall}
    />
  )
  const hasSigns = !live.question && live.lesson.phase === 'live'
  // With keys, so that no button turns into another under a finger, or keeps the focus of another, as the floor changes.
  return (
    <>
      {hasFloor ? (
        <div key="second" data-region="signs" className={styles.second}>
          {isCameraOffered && (
            <PhoneControl
              picture={camera ? 'camera' : 'camera-off'}
              place="camera"
              look="calm"
              isPressed={camera !== undefined}
              word={t('camera')}
              onTap={toggleCamera}
            />
          )}
          {more}
          {leave}
        </div>
      ) : (
        hasSigns && (
          <div key="signs" data-region="signs" className={styles.signs}>
            <PhoneSigns client={client} snapshot={snapshot} />
            <PhoneControl
              picture="signs"
              place="second"
              look="calm"
              word={t('reactions.title')}
              className={styles.sideways}
              onTap={() => setOpen('signs')}
            />
          </div>
        )
      )}
      <div data-region="bar" data-turn={hasFloor} data-alone={isInGroup} className={styles.bar}>
        {smaller}
        {hasFloor ? (
          <Fragment key="floor">
            <Microphone snapshot={snapshot} onTap={toggleMicrophone} />
            {!isInGroup && (
              <PhoneControl
                picture="check"
                place="second"
                look="main"
                word={t('floor.done')}
                className={styles.awayWhenLarge}
                onTap={() => void (self && client.act('floor:set', { memberId: self.memberId, given: false }))}
              />
            )}
          </Fragment>
        ) : (
          <Fragment key="no-floor">
            <PhoneControl
              picture="hand"
              place="main"
              look={isHandUp ? 'sun' : 'main'}
              isPressed={isHandUp}
              word={isHandUp ? t('hand.isUp') : t('hand.raise')}
              count={live.handPlace ?? 0}
              onTap={() => toggleHand(!isHandUp)}
            />
            {more}
            {leave}
          </Fragment>
        )}
        <p role="status" aria-live="assertive" className="sr-only">
          {isHandUp && !hasFloor && (
            <>
              <span>{t('hand.up')}</span>{' '}
              {live.handPlace !== null && <span>{t('hand.place', { place: live.handPlace })}</span>}
            </>
          )}
        </p>
      </div>
      {open === 'more' && (
        <PhoneMore
          {...{ client, snapshot, budget, unread }}
          camera={hasFloor && isCameraOffered ? { isOn: camera !== undefined, toggle: toggleCamera } : null}
          onRead={() => setReadMessages(messages)}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'signs' && <SignsSheet client={client} snapshot={snapshot} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Says what the others hear: its colour, its image and its word are the truth about the microphone. */
function Microphone({ snapshot, onTap }: { snapshot: LessonSnapshot; onTap: () => void }) {
  const { t } = useTranslation('lesson')
  const trouble = useVoiceTrouble(snapshot)
  const standing = voiceStandingOf(snapshot)
  const { microphone } = snapshot.sending
  const isOn = microphone !== undefined && !microphone.isMuted && standing !== 'muted-by-leader' && !trouble
  const isHeard = standing === 'heard'
  const isOpening = !isHeard && (isOn || standing === 'opening')
  return (
    <PhoneControl
      picture={isOn ? 'microphone' : 'microphone-off'}
      place="main"
      look={isHeard ? 'sun' : isOpening ? 'calm' : 'off'}
      isPressed={isOn}
      isDisabled={standing === 'muted-by-leader'}
      word={isHeard ? t('floor.heard') : isOpening ? t('microphone') : t('floor.notHeard')}
      isTold
      onTap={onTap}
    />
  )
}
