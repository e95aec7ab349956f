'use client'

import { useTranslation } from 'react-i18next'

import { formatTime } from '@/app/_components/dates'
import { LanguageChoice } from '@/app/_components/language-choice'
import { LeaveInvitation } from '@/app/_components/leave-invitation'
import { uiLanguageFor } from '@/domain/languages'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

/** The lesson's title, and the page's language choice. */
export function LessonHead({ lesson }: { lesson: MyLesson }) {
  const { t, i18n } = useTranslation('guest')
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="text-xl font-bold text-spruce">Samsal</span>
        <LanguageChoice current={uiLanguageFor(i18n.language)} />
        <LeaveInvitation />
      </div>
      <p className="text-lg text-slate">
        <bdi translate="no">{`${formatTime(lesson.startsAtMs)} – ${formatTime(lesson.endsAtMs)}`}</bdi> ·{' '}
        <bdi translate="no">{lesson.communicatorName}</bdi>
      </p>
      <h1 className="text-2xl font-bold">
        {lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName}
      </h1>
    </header>
  )
}
