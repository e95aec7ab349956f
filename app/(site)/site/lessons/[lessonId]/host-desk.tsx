'use client'

import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { nextTab } from '@/app/_components/next-tab'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { SignedOut } from '@/app/_lesson/signed-out'
import { useEarcons } from '@/app/_lesson/use-earcons'
import { FIRST_SNAPSHOT } from '@/lesson-client/state/lesson-snapshot'

import { WaitingMarks } from '../../_marks/mark-keeper'
import { HostHead } from './host-head'
import type { HostLesson } from './host-lesson'
import { HostScreen } from './host-screen'
import { HostView } from './host-view'

const TABS = ['roll', 'hands', 'screen'] as const
type Tab = (typeof TABS)[number]
const PICTURES: Readonly<Record<Tab, PictogramName>> = { roll: 'list', hands: 'hand', screen: 'screen' }
const CALL_MS = [120, 80, 120]

type Props = {
  town: string
  /** The day and the times of the lesson. */
  when: ReactNode
  /** Null before and after the lesson, when there is only the roll. */
  lesson: HostLesson | null
  names: readonly string[]
  marked: number
  roll: ReactNode
  /** The button above the tabs while the roll is shown. */
  rollFoot: ReactNode
  /** Language, sign-out and other pages. */
  settings: ReactNode
}

/** The host's phone: the roll, the hands and the screen, each one tap away, whatever happens in the lesson. */
export function HostDesk({ town, when, lesson, names, marked, roll, rollFoot, settings }: Props) {
  const { t } = useTranslation('site')
  const [tab, setTab] = useState<Tab>('roll')
  const live = lesson?.snapshot.live
  const hands = live?.hands.length ?? 0
  const question = live?.question?.isOpen === true ? live.question.questionId : null
  useEarcons(lesson?.snapshot ?? FIRST_SNAPSHOT)
  const called = useRef<string | null>(null)
  useEffect(() => {
    if (question !== null && question !== called.current) navigator.vibrate?.(CALL_MS)
    called.current = question
  }, [question])
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextTab(event, TABS, tab)
    if (next === null) return
    event.preventDefault()
    setTab(next)
    document.querySelector<HTMLElement>(`#host-tab-${next}`)?.focus()
  }
  const countOf = (one: Tab) => (one === 'roll' ? `${marked}/${names.length}` : '')
  return (
    <main className="mx-auto grid h-dvh min-h-[27rem] max-w-2xl grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto]">
      <HostHead town={town} when={when} lesson={lesson} />
      <div
        role="tabpanel"
        id="host-panel"
        aria-labelledby={`host-tab-${tab}`}
        data-region="content"
        className="relative min-h-0 overflow-y-auto pt-2.5"
      >
        {lesson && (
          <div className="px-3 empty:hidden">
            <SignedOut snapshot={lesson.snapshot} />
          </div>
        )}
        {tab === 'roll' && roll}
        {tab === 'hands' && (
          <HostView client={lesson?.client ?? null} snapshot={lesson?.snapshot ?? null} names={names} />
        )}
        {tab === 'screen' && <HostScreen lesson={lesson}>{settings}</HostScreen>}
      </div>
      <div className="flex flex-col">
        <WaitingMarks isHere />
        {question !== null && tab !== 'hands' && (
          <button
            type="button"
            data-call
            className="flex min-h-15 items-center gap-3 bg-sun px-3.5 text-start font-bold text-ink"
            onClick={() => setTab('hands')}
          >
            <Pictogram name="chart" size={28} />
            <span className="flex-1">{t('live.questionNow')}</span>
            <Pictogram name="next" className="mirrors" />
          </button>
        )}
        {tab === 'roll' && rollFoot}
        <div
          role="tablist"
          aria-label={t('tabs.title')}
          className="grid grid-cols-3 border-t border-bark bg-snow px-1.5 pt-1 pb-2"
        >
          {TABS.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`host-tab-${one}`}
              data-tab={one}
              aria-selected={tab === one}
              aria-controls="host-panel"
              tabIndex={tab === one ? 0 : -1}
              className={`relative flex min-h-15 min-w-0 flex-col items-center justify-center rounded-[14px] text-base leading-tight font-bold ${tab === one ? 'bg-spruce-pale text-spruce' : 'text-slate'}`}
              onClick={() => setTab(one)}
              onKeyDown={onKeyDown}
            >
              <Pictogram name={PICTURES[one]} size={28} />
              <span className="max-w-full truncate">
                <span>{t(`tabs.${one}`)}</span>{' '}
                <bdi translate="no" className="tabular-nums">
                  {countOf(one)}
                </bdi>
              </span>
              {one === 'hands' && hands > 0 && (
                <span className="absolute start-[calc(50%+8px)] top-1 min-w-6 rounded-full bg-sun px-1.5 text-center text-base leading-6 text-ink tabular-nums">
                  {hands}
                </span>
              )}
            </button>
          ))}
        </div>
      </div>
    </main>
  )
}
