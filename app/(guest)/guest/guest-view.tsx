'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { ChatBox } from '@/app/_lesson/chat-box'
import { DeviceCheck } from '@/app/_lesson/devices/device-check'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { can } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'
import { LessonBand, useBand } from '@/app/_lesson/lesson-band'
import type { Sound } from '@/app/_lesson/use-sound'
import { Voices } from '@/app/_lesson/voices'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import { GuestControls, GuestTools } from './guest-controls'
import { GuestOver } from './guest-over'
import { GuestStage } from './guest-stage'
import { LessonHead } from './lesson-head'

type Props = { client: LessonClient | null; snapshot: LessonSnapshot; lesson: MyLesson; sound: Sound }

/** A guest lecturer's page: a device check, then the lesson, where they speak and show beside the communicator. */
export function GuestView({ client, snapshot, lesson, sound }: Props) {
  const { t } = useTranslation('guest')
  const [isChatOpen, setChatOpen] = useState(false)
  const situation = situationOf(snapshot)
  const band = useBand({ situation, snapshot, keepsRecording: true })
  const begin = async (entering: LessonClient) => {
    await entering.enter()
    await entering.devices.sendChecked()
  }
  if (situation === 'ended') return <GuestOver reason="ended" />
  if (snapshot.closed) return <GuestOver reason={snapshot.closed.reason} code={snapshot.closed.code} />
  if (snapshot.phase !== 'in' || !client) {
    return (
      <DeviceCheck
        client={client}
        snapshot={snapshot}
        head={<LessonHead lesson={lesson} />}
        enterWord={t('enter')}
        onBegin={(entering) => void begin(entering)}
      />
    )
  }
  const isChatting = can(snapshot, 'write-chat')
  return (
    <div className="dark flex min-h-dvh flex-col bg-ink text-birch lg:h-dvh">
      <Voices client={client} snapshot={snapshot} onBlocked={sound.onSoundBlocked} />
      <LessonBand band={band} situation={situation} snapshot={snapshot} client={client} />
      {sound.isSoundBlocked && (
        <button type="button" className="button m-3" onClick={sound.playSound}>
          <Pictogram name="sound" />
          {t('lesson:soundBlocked')}
        </button>
      )}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="flex flex-1 flex-col lg:min-h-0">
          <div data-region="stage" className="flex h-[calc(56.25vw+6.5rem)] flex-col lg:h-auto lg:min-h-0 lg:flex-1">
            <GuestStage
              isWide
              snapshot={snapshot}
              onSize={(consumerId, layer) => client.preferLayer(consumerId, layer)}
            />
          </div>
          <GuestTools client={client} snapshot={snapshot} />
        </div>
        {isChatting && (
          <aside aria-label={t('lesson:chat.title')} className="flex flex-col gap-2 p-3 lg:w-80">
            <button
              type="button"
              className="button lg:hidden"
              aria-expanded={isChatOpen}
              onClick={() => setChatOpen(!isChatOpen)}
            >
              <Pictogram name="chat" />
              {t('lesson:chat.title')}
            </button>
            <div className={`min-h-0 flex-1 flex-col lg:flex ${isChatOpen ? 'flex h-64' : 'hidden'}`}>
              <ChatBox client={client} snapshot={snapshot} />
            </div>
          </aside>
        )}
      </div>
      <GuestControls client={client} snapshot={snapshot} />
    </div>
  )
}
