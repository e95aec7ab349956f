'use client'

import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { ChatBox } from '@/app/_lesson/chat-box'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { ChatMode } from './chat-mode'
import { GroupsPanel } from './groups-panel'
import { HandQueue } from './hand-queue'
import { ChannelsPanel } from './channels-panel'
import { PeoplePanel } from './people-panel'
import { QuestionPanel } from './question-panel'

type Props = { lessonId: string; client: LessonClient; snapshot: LessonSnapshot }

const TABS = ['hands', 'people', 'question', 'groups', 'channels', 'chat'] as const
type Tab = (typeof TABS)[number]
const PICTURES: Readonly<Record<Tab, PictogramName>> = {
  hands: 'hand',
  people: 'people',
  question: 'chart',
  groups: 'groups',
  channels: 'translate',
  chat: 'chat',
}

/** Everything besides the lesson itself, one tab at a time; each tab shows the number of waiting items. */
export function SidePanel({ lessonId, client, snapshot }: Props) {
  const { t } = useTranslation('teach')
  const [tab, setTab] = useState<Tab>('hands')
  const [readMessages, setReadMessages] = useState(0)
  const { live } = snapshot
  const messages = live.chat.messages.length
  const waiting: Record<Tab, number> = {
    hands: live.hands.length,
    people: live.waitingRoom.waiting.length,
    question: live.question?.isOpen ? live.question.answered : 0,
    groups: live.groups?.helpFrom.length ?? 0,
    channels: live.channels.list.filter((channel) => !channel.isHeard).length,
    chat: tab === 'chat' ? 0 : Math.max(0, messages - readMessages),
  }
  const choose = (next: Tab) => {
    setReadMessages(messages)
    setTab(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // In right-to-left text the next tab is on the left.
    const [towards, backwards] = event.currentTarget.matches(':dir(rtl)')
      ? ['ArrowLeft', 'ArrowRight']
      : ['ArrowRight', 'ArrowLeft']
    const isForward = event.key === towards || event.key === 'ArrowDown'
    if (!isForward && event.key !== backwards && event.key !== 'ArrowUp') return
    event.preventDefault()
    const next = TABS[(TABS.indexOf(tab) + (isForward ? 1 : TABS.length - 1)) % TABS.length] ?? 'hands'
    choose(next)
    document.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <div role="tablist" aria-label={t('panel.title')} className="grid grid-cols-3 gap-2">
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={one === tab}
            aria-controls="panel"
            tabIndex={one === tab ? 0 : -1}
            onClick={() => choose(one)}
            onKeyDown={onKeyDown}
            className={`relative flex min-h-16 min-w-0 flex-col items-center justify-center gap-0.5 rounded-lg border-2 px-1 py-1 ${one === tab ? 'border-birch bg-birch text-ink' : 'border-slate bg-night'}`}
          >
            <Pictogram name={PICTURES[one]} size={24} />
            <span className="text-[0.85rem] leading-tight font-semibold wrap-anywhere">{t(`panel.${one}`)}</span>
            {waiting[one] > 0 && (
              <bdi className="absolute -end-1 -top-2 min-w-6 rounded-full bg-sun px-1.5 text-center font-bold text-ink">
                {waiting[one]}
              </bdi>
            )}
          </button>
        ))}
      </div>
      <section
        role="tabpanel"
        id="panel"
        aria-labelledby={`tab-${tab}`}
        className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto"
      >
        <h2 className="sr-only">{t(`panel.${tab}`)}</h2>
        {tab === 'hands' && <HandQueue client={client} snapshot={snapshot} />}
        {tab === 'people' && <PeoplePanel lessonId={lessonId} client={client} snapshot={snapshot} />}
        {tab === 'question' && <QuestionPanel client={client} snapshot={snapshot} />}
        {tab === 'groups' && <GroupsPanel client={client} snapshot={snapshot} />}
        {tab === 'channels' && <ChannelsPanel lessonId={lessonId} client={client} snapshot={snapshot} />}
        {tab === 'chat' && (
          <>
            <ChatMode client={client} mode={live.chat.mode} />
            <ChatBox client={client} snapshot={snapshot} />
          </>
        )}
      </section>
    </div>
  )
}
