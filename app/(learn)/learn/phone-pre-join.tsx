'use client'

import Link from 'next/link'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { ViewMode } from '@/domain/live-lesson/vocabulary'
import { formatTime } from '@/app/_components/dates'
import { LanguageChoice } from '@/app/_components/language-choice'
import { Pictogram } from '@/app/_components/pictogram'
import { ModeChoice } from '@/app/_lesson/mode-choice'
import { uiLanguageFor } from '@/domain/languages'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

type Props = {
  lesson: MyLesson
  displayName: string
  device: ReactNode
  isReady: boolean
  isCommunicatorHere: boolean
  mode: ViewMode
  onMode: (mode: ViewMode) => void
  onEnter: () => void
}

/** The page before the lesson: which lesson it is, what others will see, and one button to enter. */
export function PhonePreJoin({ lesson, displayName, device, isReady, ...rest }: Props) {
  const { isCommunicatorHere, mode, onMode, onEnter } = rest
  const { t, i18n } = useTranslation('lesson')
  const [isEntering, setEntering] = useState(false)
  return (
    <main className="absolute inset-0 z-10 flex flex-col gap-4 overflow-y-auto bg-birch p-5 text-ink">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="text-xl font-bold text-spruce">Samsal</span>
        <LanguageChoice current={uiLanguageFor(i18n.language)} />
      </div>
      <div className="flex flex-1 flex-col justify-center gap-4">
        <p className="flex items-center gap-2 text-lg text-slate">
          <Pictogram name="clock" />
          <bdi>
            {formatTime(lesson.startsAtMs)} – {formatTime(lesson.endsAtMs)}
          </bdi>
        </p>
        <h1 className="text-2xl font-bold">
          {lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName}
        </h1>
        <p className="flex items-center gap-3 text-lg">
          <Pictogram name="person" size={32} />
          <span>
            <bdi className="font-semibold">{lesson.communicatorName}</bdi>
            {isCommunicatorHere && <span className="text-moss"> · {t('communicatorHere')}</span>}
          </span>
        </p>
        <ul className="card flex flex-col gap-3 text-lg">
          <li className="flex items-center gap-3">
            <Pictogram name="ear" size={32} className="text-moss" />
            {t('trust.youHear')}
          </li>
          <li className="flex items-center gap-3">
            <Pictogram name="microphone-off" size={32} className="text-spruce" />
            {t('trust.mutedUntilFloor')}
          </li>
          <li className="flex items-center gap-3">
            <Pictogram name="card" size={32} className="text-spruce" />
            <span>
              {t('trust.yourName')} <bdi className="font-semibold">{displayName}</bdi>
            </span>
          </li>
        </ul>
        <ModeChoice mode={mode} onMode={onMode} />
        <Link className="button min-h-14 gap-3 self-start" href="/check">
          <Pictogram name="tool" size={28} />
          {t('checkPhone')}
        </Link>
        {device}
      </div>
      <div className="sticky -bottom-5 -mx-5 -mb-5 border-t-2 border-bark bg-birch px-5 pt-3 pb-5">
        <button
          type="button"
          className="button button-main button-big shrink-0"
          data-ready={isReady}
          onClick={() => {
            setEntering(true)
            onEnter()
          }}
        >
          <Pictogram name="enter" size={36} />
          {isEntering ? t('entering') : t('enter')}
        </button>
      </div>
    </main>
  )
}
