'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { ChannelChoice } from '@/app/_lesson/channel-choice'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { situationOf } from '@/lesson-client/state/situation'

import type { HostLesson } from './host-lesson'

type Props = { lesson: HostLesson | null; children: ReactNode }

/** What the classroom's screen shows, the number for support, and what is rarely needed. */
export function HostScreen({ lesson, children }: Props) {
  const { t } = useTranslation('site')
  const snapshot = lesson?.snapshot
  const shows = snapshot ? shownOnScreen(snapshot) : null
  return (
    <div className="flex flex-col gap-3 px-3 pb-4">
      {shows && (
        <section className="card flex items-center gap-3">
          <Pictogram name={shows.picture} size={32} className="text-spruce" />
          <p className="min-w-0">
            <span className="block text-slate">{t('screen.shows')}</span>
            <strong>{t(`screen.${shows.what}`)}</strong>
            {shows.page && <strong className="ms-1">{t('screen.pageOf', shows.page)}</strong>}
          </p>
        </section>
      )}
      {snapshot && lesson.client && snapshot.live.channels.list.length > 0 && (
        <ChannelChoice client={lesson.client} snapshot={snapshot} />
      )}
      {snapshot && snapshot.ticketNumber !== null && (
        <p className="card flex flex-wrap items-baseline gap-x-3">
          {t('screen.helpNumber')}{' '}
          <bdi translate="no" className="font-mono font-bold">
            {snapshot.ticketNumber}
          </bdi>
        </p>
      )}
      {children}
    </div>
  )
}

type Shows = {
  picture: PictogramName
  what: 'break' | 'question' | 'share' | 'black' | 'page' | 'communicator' | 'waiting'
  page?: { number: number; count: number }
}

function shownOnScreen(snapshot: LessonSnapshot): Shows | null {
  const { live, phase } = snapshot
  const { slide } = live
  if (phase !== 'in' || live.lesson.phase === 'ended') return null
  if (live.question) return { picture: 'chart', what: 'question' }
  if (situationOf(snapshot) === 'break') return { picture: 'cup', what: 'break' }
  if (live.lesson.phase === 'waiting') return { picture: 'clock', what: 'waiting' }
  if (snapshot.peers.some((peer) => peer.isSharing)) return { picture: 'share', what: 'share' }
  if (!slide) return { picture: 'person', what: 'communicator' }
  if (slide.isBlack) return { picture: 'dark', what: 'black' }
  return { picture: 'slide', what: 'page', page: { number: slide.slideNumber, count: slide.slideCount } }
}
