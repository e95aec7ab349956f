import { CELL, FIGURE_CELL, Table } from '@/app/(office)/_kit/table'
import { Pictogram } from '@/app/_components/pictogram'
import { RefreshEvery } from '@/app/_components/refresh-every'
import { getTranslation } from '@/app/_server/i18n'

import { PersonName } from '../../participants/person-name'
import { Correction } from './correction'
import { Explanation } from './explanation'
import { MINUTE_KINDS, type LessonAttendance } from './minute-kinds'

const ASSESSING_MS = 10 * 60_000
const REFRESH_MS = 3_000

/** Each person's minutes, their evidence, and their correction; or why there are none. */
export async function Attendance({ attendance }: { attendance: LessonAttendance }) {
  const { t } = await getTranslation()
  const say = (key: string) => t(`office:attendance.${key}`)
  const { lesson, rows, hiddenCount } = attendance
  if (rows.length + hiddenCount === 0) return <NoAttendance lesson={lesson} />
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <h2 className="text-lg font-bold">{say('title')}</h2>
      <Table caption={say('title')}>
        <thead>
          <tr>
            <th scope="col" className="px-3 py-2 text-start">
              {t('office:field.name')}
            </th>
            <th scope="col" className="px-3 py-2 text-end">
              {say('plannedMinutes')}
            </th>
            {MINUTE_KINDS.map((kind) => (
              <th key={kind} scope="col" className="px-3 py-2 text-end">
                {say(kind)}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={row.handle} className="border-t border-bark">
            <tr>
              <th scope="row" className={`${CELL} text-start font-normal`}>
                <PersonName person={row} t={t} />
                {row.origin === 'corrected' && (
                  <span className="ms-2 rounded bg-sun-pale px-2">{say('corrected')}</span>
                )}
              </th>
              <td className={FIGURE_CELL}>{row.plannedMinutes}</td>
              {MINUTE_KINDS.map((kind) => (
                <td key={kind} className={`${FIGURE_CELL} ${kind === 'presentMinutes' ? 'font-bold' : ''}`}>
                  {row[kind]}
                </td>
              ))}
            </tr>
            <tr>
              <td colSpan={MINUTE_KINDS.length + 2} className={`${CELL} pt-0`}>
                <div className="sticky start-3 flex max-w-[calc(100vw-4rem)] flex-col gap-1 md:flex-row md:flex-wrap md:gap-x-6 md:[&>details[open]]:basis-full">
                  <Explanation row={row} />
                  {attendance.mayCorrect && <Correction lessonId={lesson.lessonId} row={row} />}
                </div>
              </td>
            </tr>
          </tbody>
        ))}
      </Table>
      {hiddenCount > 0 && <p className="text-slate">{t('office:attendance.hidden', { count: hiddenCount })}</p>}
    </section>
  )
}

async function NoAttendance({ lesson }: Pick<LessonAttendance, 'lesson'>) {
  const { t } = await getTranslation()
  const isAssessing = lesson.endedAt !== null && Date.now() - lesson.endedAt.getTime() < ASSESSING_MS
  const key = isAssessing ? 'assessing' : lesson.state
  return (
    <section className="card flex items-center gap-4 text-lg" aria-busy={isAssessing}>
      <Pictogram
        name={isAssessing ? 'clock' : 'people'}
        size={44}
        className={`text-spruce ${isAssessing ? 'animate-pulse' : ''}`}
      />
      <p role={isAssessing ? 'status' : undefined}>{t(`office:attendance.none.${key}`)}</p>
      {isAssessing && <RefreshEvery ms={REFRESH_MS} />}
      {lesson.state === 'live' && <RefreshEvery ms={REFRESH_MS * 5} />}
    </section>
  )
}
