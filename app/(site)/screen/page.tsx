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
import { findScreen } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import { directionOf, uiLanguageFor } from '@/domain/languages'
import type { PairingSign } from '@/services/access/pairing-sign'
import { findLastCheck } from '@/services/checks/find-last-check'
import { listMyLessons, type MyLesson } from '@/services/tickets/list-my-lessons'

import { AskForCode } from './ask-for-code'
import { ScreenCheck } from './screen-check'
import { ScreenLoudspeaker } from './screen-loudspeaker'
import { ScreenLesson } from './screen-lesson'
import { ScreenNotice } from './screen-notice'

export const metadata: Metadata = { title: 'Samsal' }

const LOOK_FOR_APPROVAL_MS = 2_500
const LOOK_FOR_LESSON_MS = 20_000

type Asked = { searchParams: Promise<{ check?: string }> }
type PairedScreen = Extract<Awaited<ReturnType<typeof findScreen>>, { state: 'paired' }>

/** A classroom's screen: its code until it is paired, then the lesson, and between lessons the time of the next one. */
export default async function ScreenPage({ searchParams }: Asked) {
  const screen = await findScreen()
  if (screen.state === 'unknown') return inOwnLanguage(<AskForCode />)
  if (screen.state === 'waiting') return inOwnLanguage(<WaitForApproval code={screen.code} sign={screen.sign} />)
  const nowMs = Date.now()
  const lessons = chooseLesson(await listMyLessons(screen.actor, { as: 'learner' }, nowMs), nowMs)
  if (lessons.now) return <Lesson screen={screen} lesson={lessons.now} />
  return inOwnLanguage(
    <BetweenLessons screen={screen} next={lessons.next} isCheckWanted={(await searchParams).check !== undefined} />,
  )
}

/** Outside lessons a screen uses the language of its machine; a lesson has its own. */
function inOwnLanguage(children: ReactNode) {
  return (
    <PageTexts set="participant" namespaces={['screen', 'lesson', 'check']}>
      {children}
    </PageTexts>
  )
}

async function WaitForApproval({ code, sign }: { code: string; sign: PairingSign }) {
  const { t } = await getTranslation()
  return (
    <ScreenNotice picture="screen" title={t('screen:pair.title')} text={t('screen:pair.text')}>
      <p
        dir="ltr"
        data-code={code}
        data-text="code"
        className="text-[26vh] leading-[1.05] font-bold tracking-[0.08em] text-sun tabular-nums"
      >
        {code.slice(0, 3)} {code.slice(3)}
      </p>
      <PairingShapes sign={sign} className="size-[11vh]" />
      <RefreshEvery ms={LOOK_FOR_APPROVAL_MS} />
    </ScreenNotice>
  )
}

type Between = { screen: PairedScreen; next: MyLesson | null; isCheckWanted: boolean }

async function BetweenLessons({ screen, next, isCheckWanted }: Between) {
  const { t, language } = await getTranslation()
  const where = next && `${formatDay(next.startsAtMs, language)} · ${next.groupName} · ${screen.siteName}`
  return (
    <ScreenNotice
      picture="clock"
      title={next ? t('screen:next.title') : t('screen:next.none')}
      text={where ?? screen.siteName}
    >
      {next && <p className="text-[24vh] leading-none font-bold tabular-nums">{formatTime(next.startsAtMs)}</p>}
      <RefreshEvery ms={LOOK_FOR_LESSON_MS} />
      <ScreenLoudspeaker />
      <ScreenCheck
        lastAtMs={await findLastCheck(screen.actor)}
        nextLessonStartsAtMs={next?.startsAtMs ?? null}
        jitter={jitterOf(screen.actor.endpointId)}
        isWantedNow={isCheckWanted}
      />
    </ScreenNotice>
  )
}

async function Lesson({ screen, lesson }: { screen: PairedScreen; lesson: MyLesson }) {
  const { t } = await getTranslation()
  const ticket = await runAction('open-screen', async () => issueTicket(screen.actor, { lessonId: lesson.lessonId }))
  if (!ticket.ok) {
    return (
      <ScreenNotice picture="clock" title={t(`errors:${ticket.error.code}`)}>
        <RefreshEvery ms={LOOK_FOR_LESSON_MS} />
      </ScreenNotice>
    )
  }
  const spoken = uiLanguageFor(lesson.language)
  return (
    <TranslationProvider
      language={spoken}
      resources={await loadResources('participant', spoken, { namespaces: ['common', 'lesson', 'slides', 'screen'] })}
    >
      <div lang={spoken} dir={directionOf(spoken)}>
        <ScreenLesson
          // Planned again after it was not held, it is another lesson to this page.
          key={`${lesson.lessonId} ${lesson.endsAtMs}`}
          lesson={lesson}
          firstTicket={ticket.data}
          townName={screen.municipalityName}
        />
      </div>
    </TranslationProvider>
  )
}

/** 0 to 1, the same for a screen every night and different between screens. */
function jitterOf(endpointId: string): number {
  return Number.parseInt(endpointId.slice(0, 8), 16) / 0xff_ff_ff_ff
}
