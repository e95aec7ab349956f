import Link from 'next/link'

import { formatDay, formatLength, formatTime } from '@/app/_components/dates'
import { Facts, OfficePage, Section } from '@/app/(office)/_kit/page-frame'
import { Pictogram } from '@/app/_components/pictogram'
import { officeTitle, requireOfficeAccess, readParams } from '@/app/(office)/_kit/access'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { listAttendance, listAttendanceInput } from '@/services/attendance/list-attendance'
import { listQuestions } from '@/services/questions/list-questions'
import { listRecordings } from '@/services/recordings/list-recordings'

import { LessonStateMark } from '../lesson-state-mark'
import { Attendance } from './attendance'
import { Invitations } from './invitations'
import { Questions } from './questions'

export const generateMetadata = () => officeTitle('lessons.one')

export default async function LessonPage({ params }: { params: Promise<{ lessonId: string }> }) {
  const { actor, t, say, may, language } = await requireOfficeAccess('attendance.list')
  const attendance = await loadOrNotFound(listAttendance(actor, await readParams(listAttendanceInput, params)))
  const { lesson, missingRolls } = attendance
  const recordings = await loadOrNotFound(listRecordings(actor, { lessonId: lesson.lessonId }))
  const time = (at: Date) => formatTime(at.getTime())
  const isAhead = lesson.state === 'planned' || lesson.state === 'live'
  const hasBegun = lesson.state === 'live' || lesson.state === 'ended'
  const part =
    lesson.themePart === null
      ? `sfi ${lesson.sfiCourse ?? ''}`
      : `${lesson.themePart}. ${t(`themePart.${lesson.themePart}`)}`
  return (
    <OfficePage
      title={<bdi>{lesson.groupName}</bdi>}
      back={{ href: '/office/lessons', word: say('lessons.title') }}
      actions={
        (lesson.state === 'planned' || lesson.state === 'not-held') &&
        may('lesson.change', lesson.hostingMunicipalityId) && (
          <Link className="button" href={`/office/lessons/${lesson.lessonId}/edit`}>
            {say('form.change')}
          </Link>
        )
      }
    >
      <Section title={say('lessons.one')}>
        <Facts
          facts={[
            [say('lessons.state'), <LessonStateMark key="state" state={lesson.state} t={t} />],
            [
              say('lessons.when'),
              <span key="when">
                {formatDay(lesson.startsAt.getTime(), language)}{' '}
                <bdi dir="ltr">{`${time(lesson.startsAt)} – ${time(lesson.endsAt)}`}</bdi>
              </span>,
            ],
            ...(lesson.liveAt
              ? [
                  [
                    say('lessons.liveTime'),
                    <bdi
                      dir="ltr"
                      key="live"
                    >{`${time(lesson.liveAt)} – ${lesson.endedAt ? time(lesson.endedAt) : ''}`}</bdi>,
                  ] as const,
                ]
              : []),
            [say('lessons.themePart'), part],
            [say('groups.communicator'), <bdi key="who">{lesson.communicatorName}</bdi>],
            [say('groups.host'), <bdi key="host">{lesson.hostingMunicipalityName}</bdi>],
          ]}
        />
      </Section>
      {hasBegun && missingRolls.length > 0 && (
        <section id="missing-rolls" className="flex items-start gap-3 rounded-card bg-sun-pale p-4">
          <Pictogram name="warning" />
          <div>
            <h2 className="font-bold">{say('attendance.missingRolls')}</h2>
            <ul>
              {missingRolls.map((missing) => (
                <li key={`${missing.siteId}${missing.round}`}>
                  <bdi>{missing.siteName}</bdi>: {say(`rounds.${missing.round}`)}
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      {recordings.length > 0 && (
        <Section title={say('recordings.title')}>
          <ul className="flex flex-col gap-2">
            {recordings.map((recording) => (
              <li key={recording.recordingId}>
                <Link className="link" href={`/recordings/${recording.recordingId}`}>
                  <bdi dir="ltr">{formatTime(recording.startedAtMs)}</bdi>, {formatLength(recording.durationMs)}
                </Link>{' '}
                <span className="text-slate">
                  {say('recordings.until')} <bdi dir="ltr">{recording.retainUntil}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {isAhead && may('lesson.change', lesson.hostingMunicipalityId) && <Invitations lessonId={lesson.lessonId} />}
      <Attendance attendance={attendance} />
      <Questions questions={await loadOrNotFound(listQuestions(actor, { lessonId: lesson.lessonId }))} />
    </OfficePage>
  )
}
