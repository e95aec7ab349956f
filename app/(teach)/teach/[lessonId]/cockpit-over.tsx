'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Notice } from '@/app/_components/notice'
import { Pictogram } from '@/app/_components/pictogram'
import { useNow } from '@/app/_lesson/use-now'
import { canGoOn } from '@/domain/live-lesson/capabilities'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { can, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { MyLesson } from '@/services/tickets/list-my-lessons'

import type { CockpitHolder } from './cockpit-holding'

type Props = { client: LessonClient | null; snapshot: LessonSnapshot; lesson: MyLesson; holder: CockpitHolder }

/** The lesson is over. One that was ended by mistake can go on for a while. */
export function CockpitOver({ client, snapshot, lesson, holder }: Props) {
  const { t } = useTranslation('teach')
  return (
    <Notice picture="check" tone="good" title={t('over.ended')} text={t('over.endedText')}>
      {client && !snapshot.closed && <GoOn client={client} snapshot={snapshot} />}
      {holder === 'staff' && (
        <a className="button button-main button-big" href={`/office/lessons/${lesson.lessonId}`}>
          {t('over.attendance')}
        </a>
      )}
    </Notice>
  )
}

/** Everybody whose page is still open is led back; nobody is heard before they touch it. */
function GoOn({ client, snapshot }: { client: LessonClient; snapshot: LessonSnapshot }) {
  const { t } = useTranslation('teach')
  const [isGoing, setGoing] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const now = useNow()
  if (now === null || !can(snapshot, 'lead-lesson') || !canGoOn(snapshot.live, now + snapshot.clockOffsetMs))
    return null
  const goOn = async () => {
    setGoing(true)
    const outcome = await client.goOn()
    setFailed(!outcome.ok)
    setGoing(false)
  }
  return (
    <div className="flex flex-col items-center gap-3">
      <button
        type="button"
        data-control="go-on"
        className="button button-big"
        disabled={isGoing}
        onClick={() => void goOn()}
      >
        <Pictogram name="back" />
        {t('controls.goOn')}
      </button>
      <p>{t('over.goOnText')}</p>
      <p role="alert" className="font-bold text-lingon empty:hidden">
        {hasFailed ? t('over.goOnFailed') : ''}
      </p>
    </div>
  )
}
