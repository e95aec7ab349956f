'use client'

import { useTranslation } from 'react-i18next'

import { formatTime } from '@/app/_components/dates'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

/** The lesson that the communicator is about to start. */
export function CheckHead({ lesson }: { lesson: MyLesson }) {
  const { t } = useTranslation('teach')
  return (
    <header>
      <p className="text-slate">
        <span>{`${lesson.groupName} · `}</span>
        <bdi translate="no">{`${formatTime(lesson.startsAtMs)} – ${formatTime(lesson.endsAtMs)}`}</bdi>
      </p>
      <h1 className="text-2xl font-bold">
        {lesson.themePart ? t(`common:themePart.${lesson.themePart}`) : lesson.groupName}
      </h1>
    </header>
  )
}
