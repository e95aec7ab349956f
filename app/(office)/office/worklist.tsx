import Link from 'next/link'

import { formatDistance } from '@/app/_components/dates'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { Office } from '@/app/(office)/_kit/access'
import { Moment } from '@/app/(office)/_kit/dates'
import { Section } from '@/app/(office)/_kit/page-frame'
import { daysUntil, URGENCIES, type Urgency } from '@/domain/worklist/urgency'

import { WorklistFilters } from './worklist-filters'
import { matchesFilter, type WorklistFilter, type WorklistRow } from './worklist-rows'

const LOOKS: Record<Urgency, { picture: PictogramName; tone: string }> = {
  late: { picture: 'warning', tone: 'text-lingon' },
  today: { picture: 'clock', tone: 'text-ink' },
  'this-week': { picture: 'list', tone: 'text-slate' },
  live: { picture: 'play', tone: 'text-spruce' },
}

type Props = { office: Office; rows: readonly WorklistRow[]; filter: WorklistFilter; nowMs: number }

/** What waits for somebody, by urgency: each row says what, until when, who answers for it, and what to do. */
export function Worklist({ office, rows, filter, nowMs }: Props) {
  const { say } = office
  const shown = rows.filter((row) => matchesFilter(row, filter))
  const urgencies = URGENCIES.filter((urgency) => shown.some((row) => row.urgency === urgency))
  return (
    <Section title={say('worklist.title')}>
      <WorklistFilters office={office} rows={rows} filter={filter} />
      {shown.length === 0 && (
        <p className="text-lg">{say(rows.length === 0 ? 'worklist.nothing' : 'worklist.noneOfFilter')}</p>
      )}
      {urgencies.map((urgency) => (
        <div key={urgency} data-urgency={urgency} className="flex flex-col gap-1">
          <h3 className={`flex items-center gap-2 font-bold ${LOOKS[urgency].tone}`}>
            <Pictogram name={LOOKS[urgency].picture} size={20} />
            {say(`worklist.urgency.${urgency}`)}
          </h3>
          <ul className="divide-y divide-bark border-y border-bark">
            {shown
              .filter((row) => row.urgency === urgency)
              .map((row) => (
                <Row key={row.key} office={office} row={row} nowMs={nowMs} />
              ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

function Row({ office, row, nowMs }: { office: Office; row: WorklistRow; nowMs: number }) {
  const { say, language } = office
  const days = daysUntil(row.dueAt.getTime(), nowMs)
  return (
    <li
      data-kind={row.kind}
      className="grid items-center gap-x-4 gap-y-1 py-1 sm:grid-cols-[minmax(0,2fr)_minmax(0,1.3fr)_minmax(0,1.3fr)_11rem]"
    >
      <span className="min-w-0 break-words">
        <span className="font-semibold">{row.what}</span>
        {row.about && (
          <>
            {' · '}
            <bdi>{row.about}</bdi>
          </>
        )}
      </span>
      <span className="min-w-0 text-slate">
        <span className="sr-only">{say('worklist.due')}: </span>
        <Moment at={row.dueAt} language={language} />
        {days !== 0 && ` · ${formatDistance(days, language)}`}
      </span>
      <span className="min-w-0 break-words text-slate">
        <span className="sr-only">{say('worklist.owner')}: </span>
        <bdi>{row.owner}</bdi>
      </span>
      <Link
        href={row.href}
        className="link inline-flex min-h-9 items-center justify-self-start pointer-coarse:min-h-11 sm:justify-self-end"
      >
        {say(`worklist.verb.${row.kind}`)}
        <span className="sr-only"> ({row.about || row.what})</span>
      </Link>
    </li>
  )
}
