'use client'

import { useTranslation } from 'react-i18next'

import { LanguageChoice } from '@/app/_components/language-choice'
import { Notice } from '@/app/_components/notice'
import { LeaveInvitation } from '@/app/_components/leave-invitation'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import type { ErrorCode } from '@/domain/error-codes'
import { uiLanguageFor } from '@/domain/languages'

type Props = { reason: NonNullable<LessonSnapshot['closed']>['reason']; code?: ErrorCode }

/** The lesson is over for this guest: why, and how to return if possible. Guests have no attendance. */
export function GuestOver({ reason, code }: Props) {
  const { t, i18n } = useTranslation('guest')
  if (reason === 'ended')
    return (
      <Notice picture="check" tone="good" title={t('lesson:over.ended')} text={t('lesson:over.thanks')}>
        <LeaveInvitation />
      </Notice>
    )
  if (reason === 'not-held')
    return (
      <Notice picture="clock" title={t('lesson:over.notHeld')} text={t('lesson:over.notHeldText')}>
        <LeaveInvitation />
      </Notice>
    )
  if (reason === 'left' || reason === 'replaced') {
    return (
      <Notice picture={reason === 'left' ? 'leave' : 'screen'} title={t(`lesson:over.${reason}`)}>
        <button type="button" className="button button-main button-big" onClick={() => window.location.reload()}>
          {reason === 'left' ? t('lesson:over.comeBack') : t('lesson:over.useHere')}
        </button>
        <LeaveInvitation />
      </Notice>
    )
  }
  return (
    <Notice
      picture="door"
      tone="stop"
      title={reason === 'removed' ? t('lesson:over.removed') : t('lesson:over.refused')}
      text={code && t(`errors:${code}`)}
    >
      <LeaveInvitation />
      <LanguageChoice current={uiLanguageFor(i18n.language)} />
    </Notice>
  )
}
