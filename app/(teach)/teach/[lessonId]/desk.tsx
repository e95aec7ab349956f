'use client'

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { ChatBox } from '@/app/_lesson/chat-box'
import { SignedOut } from '@/app/_lesson/signed-out'
import type { HandRaised } from '@/domain/live-lesson/view'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { ChannelsPanel } from './channels-panel'
import { ChatMode } from './chat-mode'
import { GroupsPanel } from './groups-panel'
import { HandQueue, HandRow } from './hand-queue'
import { PANELS, type Panel } from './panels'
import { PeoplePanel } from './people-panel'
import { QuestionPanel } from './question-panel'
import { useDoor } from './use-door'

type Props = {
  lessonId: string
  client: LessonClient
  snapshot: LessonSnapshot
  panel: Panel
  /** The queue as it stands. */
  hands: readonly HandRaised[]
  isTall: boolean
  /** What is wrong with this page's own devices and its recording. */
  alerts: readonly string[]
  onTall: (isTall: boolean) => void
  /** The pointer or the focus is here, so that no row may move. */
  onHeld: (isHeld: boolean) => void
}

/** Below the classrooms: one panel, and above every other one those who ask for the floor or wait at the door. */
export function Desk({ lessonId, client, snapshot, panel, hands, isTall, alerts, onTall, onHeld }: Props) {
  const { t } = useTranslation('teach')
  const [isPointed, setPointed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const isHeld = isPointed || isFocused
  useEffect(() => onHeld(isHeld), [isHeld, onHeld])
  const { live } = snapshot
  const [first] = hands
  return (
    <div
      className="grid min-h-0"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
    >
      <section aria-label={t('panel.title')} data-region="desk" className="ck-desk">
        <p role="status" aria-live="polite" className="sr-only">
          {t('hands.count', { count: hands.length })}
        </p>
        <SignedOut snapshot={snapshot} />
        {alerts.map((alert) => (
          <p key={alert} role="alert" className="ck-alert">
            <Pictogram name="warning" />
            <span>{alert}</span>
          </p>
        ))}
        {panel !== 'people' && <AtTheDoor {...{ lessonId, client, snapshot }} />}
        {panel !== 'hands' && first && (
          <ul className="ck-queue">
            <HandRow hand={first} snapshot={snapshot} client={client} isMain={false} />
          </ul>
        )}
        <div className="ck-desk-head">
          <Pictogram name={PANELS[panel]} />
          <h2>{t(`panel.${panel}`)}</h2>
          {panel === 'hands' && hands.length > 0 && (
            <bdi translate="no" className="is-count">
              {hands.length}
            </bdi>
          )}
          {panel === 'hands' && hands.length > 1 && <span className="is-why">{t('hands.order')}</span>}
          {panel !== 'hands' && (
            <button
              type="button"
              data-control="tall"
              aria-pressed={isTall}
              aria-label={t('panel.tall')}
              onClick={() => onTall(!isTall)}
            >
              <Pictogram name="down" className={isTall ? '' : 'rotate-180'} />
            </button>
          )}
        </div>
        <div
          role="tabpanel"
          id="panel"
          aria-labelledby={`tab-${panel}`}
          className={`ck-panel ${panel === 'hands' ? '' : 'is-padded'}`}
        >
          {panel === 'hands' && <HandQueue client={client} snapshot={snapshot} hands={hands} />}
          {panel === 'people' && <PeoplePanel lessonId={lessonId} client={client} snapshot={snapshot} />}
          {panel === 'question' && <QuestionPanel client={client} snapshot={snapshot} />}
          {panel === 'groups' && <GroupsPanel client={client} snapshot={snapshot} />}
          {panel === 'channels' && <ChannelsPanel lessonId={lessonId} client={client} snapshot={snapshot} />}
          {panel === 'chat' && (
            <>
              <ChatMode client={client} mode={live.chat.mode} />
              <ChatBox client={client} snapshot={snapshot} />
            </>
          )}
        </div>
      </section>
    </div>
  )
}

type DoorProps = Pick<Props, 'lessonId' | 'client' | 'snapshot'>

/** The visitor who has waited longest at the door, with one press to admit them. */
function AtTheDoor({ lessonId, client, snapshot }: DoorProps) {
  const { t } = useTranslation('teach')
  const { busyMember, problem, decide } = useDoor(client, lessonId)
  const [first] = snapshot.live.waitingRoom.waiting
  if (!first) return null
  return (
    <div className="ck-row" data-door>
      <Pictogram name="door" />
      <span className="min-w-0">
        <b>
          <bdi translate="no">{first.displayName}</bdi>
        </b>
        <small>{problem ? t(`errors:${problem}`) : t('waitingRoom.waiting')}</small>
      </span>
      <button
        type="button"
        className="ck-go"
        disabled={busyMember !== null}
        onClick={() => void decide(first.memberId, true)}
      >
        {t('waitingRoom.admit')}
      </button>
    </div>
  )
}
