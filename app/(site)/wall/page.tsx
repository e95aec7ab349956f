import type { Metadata } from 'next'
import type { ReactNode } from 'react'

import { TranslationProvider } from '@/app/_components/translation-provider'
import { formatDay, formatTime } from '@/app/_components/dates'
import { PageTexts } from '@/app/_components/page-texts'
import { PairingShapes } from '@/app/_components/pairing-shapes'
import { RefreshEvery } from '@/app/_components/refresh-every'
import { chooseLesson } from '@/app/_server/choose-lesson'
import { getTranslation, loadResources } from '@/app/_server/i18n'
import { issueTicket } from '@/app/_server/issue-ticket'
import { findWall } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import { directionOf, uiLanguageFor } from '@/domain/languages'
import type { PairingSign } from '@/services/access/pairing-sign'
import { findLastCheck } from '@/services/checks/find-last-check'
import { listMyLessons, type MyLesson } from '@/services/live/list-my-lessons'

import { AskForCode } from './ask-for-code'
import { WallCheck } from './wall-check'
import { WallLesson } from './wall-lesson'
import { WallNotice } from './wall-notice'

export const metadata: Metadata = { title: 'Samsal' }

const LOOK_FOR_APPROVAL_MS = 2_500
const LOOK_FOR_LESSON_MS = 20_000

type Asked = { searchParams: Promise<{ check?: string }> }
type PairedWall = Extract<Awaited<ReturnType<typeof findWall>>, { state: 'paired' }>

/** A classroom's wall: its code until it is paired, then the lesson, and between lessons when the next one is. */
export default async function WallPage({ searchParams }: Asked) {
  const wall = await findWall()
  if (wall.state === 'unknown') return inOwnLanguage(<AskForCode />)
  if (wall.state === 'waiting') return inOwnLanguage(<WaitForApproval code={wall.code} sign={wall.sign} />)
  const nowMs = Date.now()
  const lessons = chooseLesson(await listMyLessons(wall.actor, { as: 'learner' }, nowMs), nowMs)
  if (lessons.now) return <Lesson wall={wall} lesson={lessons.now} />
  return inOwnLanguage(
    <BetweenLessons wall={wall} next={lessons.next} isCheckWanted={(await searchParams).check !== undefined} />,
  )
}

/** What a wall shows outside lessons is in the language of its machine; a lesson is in its own. */
function inOwnLanguage(children: ReactNode) {
  return (
    <PageTexts set="participant" namespaces={['wall', 'lesson', 'check']}>
      {children}
    </PageTexts>
  )
}

async function WaitForApproval({ code, sign }: { code: string; sign: PairingSign }) {
  const { t } = await getTranslation()
  return (
    <WallNotice picture="screen" title={t('wall:pair.title')} text={t('wall:pair.text')}>
      <p
        dir="ltr"
        data-code={code}
        className="font-bold tracking-[0.15em] text-sun tabular-nums"
        style={{ fontSize: '20vh', lineHeight: 1.1 }}
      >
        {code.slice(0, 3)} {code.slice(3)}
      </p>
      <PairingShapes sign={sign} className="size-[12vh]" />
      <RefreshEvery ms={LOOK_FOR_APPROVAL_MS} />
    </WallNotice>
  )
}

type Between = { wall: PairedWall; next: MyLesson | null; isCheckWanted: boolean }

async function BetweenLessons({ wall, next, isCheckWanted }: Between) {
  const { t, language } = await getTranslation()
  const when = next && `${formatDay(next.startsAtMs, language)} ${formatTime(next.startsAtMs)}`
  return (
    <WallNotice picture="clock" title={next ? t('wall:next.title') : t('wall:next.none')} text={when ?? wall.siteName}>
      {next && <p style={{ fontSize: '5vh' }}>{next.groupName}</p>}
      <RefreshEvery ms={LOOK_FOR_LESSON_MS} />
      <WallCheck
        lastAtMs={await findLastCheck(wall.actor)}
        nextLessonStartsAtMs={next?.startsAtMs ?? null}
        jitter={jitterOf(wall.actor.endpointId)}
        isWantedNow={isCheckWanted}
      />
    </WallNotice>
  )
}

async function Lesson({ wall, lesson }: { wall: PairedWall; lesson: MyLesson }) {
  const { t } = await getTranslation()
  const ticket = await runAction('open-wall', async () => issueTicket(wall.actor, { lessonId: lesson.lessonId }))
  if (!ticket.ok) {
    return (
      <WallNotice picture="clock" title={t(`errors:${ticket.error.code}`)}>
        <RefreshEvery ms={LOOK_FOR_LESSON_MS} />
      </WallNotice>
    )
  }
  const spoken = uiLanguageFor(lesson.language)
  return (
    <TranslationProvider
      language={spoken}
      resources={await loadResources('participant', spoken, ['common', 'lesson', 'slides', 'wall'])}
    >
      <div lang={spoken} dir={directionOf(spoken)}>
        <WallLesson key={lesson.lessonId} lesson={lesson} firstTicket={ticket.data} townName={wall.municipalityName} />
      </div>
    </TranslationProvider>
  )
}

/** 0 to 1, the same for a wall every night and different from wall to wall. */
function jitterOf(endpointId: string): number {
  return Number.parseInt(endpointId.slice(0, 8), 16) / 0xff_ff_ff_ff
}
