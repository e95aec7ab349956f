'use client'

import { useTranslation } from 'react-i18next'

import { DeviceLeft } from '@/app/_components/device-left'
import { Notice } from '@/app/_components/notice'
import { OpenLinkAgain } from '@/app/_components/open-link-again'
import { RefreshEvery } from '@/app/_components/refresh-every'
import { ThisDevice } from '@/app/_components/this-device'
import { ThisTab } from '@/app/_components/this-tab'
import { assertNever } from '@/domain/assert-never'

import type { LearnState } from './learn-state'
import { PhoneLesson } from './phone-lesson'

const LOOK_AGAIN_MS = 20_000

/** A participant's only page. */
export function LearnPage({ state }: { state: LearnState }) {
  const { t } = useTranslation('learn')
  switch (state.shows) {
    case 'device-left':
      return <DeviceLeft />
    case 'link-again':
      return <OpenLinkAgain picture="card" />
    case 'link-refused':
      return <Notice picture="card" tone="stop" title={t('link.refused')} text={t('link.refusedText')} />
    case 'failed':
      return (
        <Notice picture="tool" tone="stop" title={t('errors:internal')}>
          <RefreshEvery ms={LOOK_AGAIN_MS} />
        </Notice>
      )
    // No longer open for entry, or too many tickets were asked for.
    case 'not-now':
      return (
        <Notice picture="clock" title={t(`errors:${state.code}`)}>
          <RefreshEvery ms={LOOK_AGAIN_MS} />
        </Notice>
      )
    case 'next':
      return <NextLesson state={state} />
    case 'lesson': {
      const { lesson, isOwnDevice, tabMark, shows: _, ...rest } = state
      return (
        <PhoneLesson
          // Planned again after it was not held, it is another lesson to this page.
          key={`${lesson.lessonId} ${lesson.endsAtMs}`}
          {...{ lesson, tabMark, ...rest }}
          device={<ThisDevice isOwn={isOwnDevice} tabMark={tabMark} />}
        />
      )
    }
    default:
      return assertNever(state)
  }
}

function NextLesson({ state }: { state: Extract<LearnState, { shows: 'next' }> }) {
  const { t } = useTranslation('learn')
  const { next, hasRecordings, isOwnDevice, tabMark } = state
  return (
    <Notice
      picture="clock"
      title={next ? t('next.title') : t('next.none')}
      text={next ? next.when : t('next.noneText')}
    >
      {next && <p className="text-lg">{next.groupName}</p>}
      {hasRecordings && (
        <a className="button button-big" href="/recordings">
          {t('recordings:list')}
        </a>
      )}
      <ThisDevice isOwn={isOwnDevice} tabMark={tabMark} />
      <ThisTab tabMark={tabMark} />
      <RefreshEvery ms={LOOK_AGAIN_MS} />
    </Notice>
  )
}
