'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { RefreshEvery } from '@/app/_components/refresh-every'
import { Notice } from '@/app/_components/notice'
import { HelpNumber } from '@/app/_lesson/help-number'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { Situation } from '@/lesson-client/state/situation'

type Props = {
  situation: Situation
  holder: 'person' | 'guest'
  snapshot: LessonSnapshot
  device: ReactNode
  /** The participant's minutes; null for guests, who have no attendance. */
  minutesLine: ReactNode
  onTakeBack: () => void
}

/** The page chooses between lessons: it stays as it is until another one is open. */
const NEXT_LESSON_MS = 30_000

/** The lesson is over for this page: why, and the next step. */
export function PhoneOver({ situation, holder, snapshot, device, minutesLine, onTakeBack }: Props) {
  const { t } = useTranslation('lesson')
  const isCounted = holder === 'person'
  if (situation === 'replaced') {
    return (
      <Notice picture="phone" title={t('over.replaced')} text={isCounted ? t('over.replacedText') : undefined}>
        <button type="button" className="button button-main button-big" onClick={onTakeBack}>
          {t('over.useHere')}
        </button>
      </Notice>
    )
  }
  if (situation === 'ended')
    return (
      <Notice
        picture="check"
        tone="good"
        title={t('over.ended')}
        text={t(isCounted ? 'over.endedText' : 'over.thanks')}
      >
        {minutesLine}
        {device}
      </Notice>
    )
  if (situation === 'not-held')
    return (
      <Notice picture="clock" title={t('over.notHeld')} text={t('over.notHeldText')}>
        {isCounted && <RefreshEvery ms={NEXT_LESSON_MS} />}
        {device}
      </Notice>
    )
  if (situation === 'left') {
    return (
      <Notice picture="leave" title={t('over.left')} text={isCounted ? t('over.leftText') : undefined}>
        {minutesLine}
        <button type="button" className="button button-main button-big" onClick={() => window.location.reload()}>
          {t('over.comeBack')}
        </button>
        {device}
      </Notice>
    )
  }
  if (situation === 'removed')
    return (
      <Notice picture="leave" tone="stop" title={t('over.removed')} text={t('over.removedText')}>
        {device}
      </Notice>
    )
  const code = snapshot.closed?.code
  return (
    <Notice picture="warning" tone="stop" title={t('over.refused')} text={code && t(`errors:${code}`)}>
      <HelpNumber situation={situation} snapshot={snapshot} />
      {device}
    </Notice>
  )
}
