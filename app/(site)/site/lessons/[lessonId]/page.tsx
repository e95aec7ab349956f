import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'

import { formatDay, formatTime } from '@/app/_components/dates'
import { StaffBar } from '@/app/_components/staff-bar'
import { getTranslation } from '@/app/_server/i18n'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { issueTicket } from '@/app/_server/issue-ticket'
import { requireStaff } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import { getRoll } from '@/services/attendance/get-roll'
import { listRollSites, listRollSitesInput } from '@/services/attendance/list-roll-sites'

import { HostLive } from './host-live'
import { Roll } from './roll'

type Props = { params: Promise<{ lessonId: string }>; searchParams: Promise<{ site?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('site:roll.title') }
}

/** The roll of one classroom in one lesson. */
export default async function RollPage({ params, searchParams }: Props) {
  const staff = await requireStaff()
  const { t, language } = await getTranslation()
  const parsed = listRollSitesInput.safeParse(await params)
  if (!parsed.success) notFound()
  const sites = await loadOrNotFound(listRollSites(staff.actor, parsed.data))
  const wanted = (await searchParams).site
  const site = sites.find((one) => one.siteId === wanted) ?? sites[0]
  if (!site) notFound()
  const { lessonId } = parsed.data
  const { siteId } = site
  const roll = await loadOrNotFound(getRoll(staff.actor, { lessonId, siteId }))
  // Before and after the lesson there is only the roll.
  const ticket = await runAction('host-joins', async () => issueTicket(staff.actor, { lessonId, siteId }))
  return (
    <>
      <StaffBar staff={staff} />
      <main className="mx-auto flex max-w-2xl flex-col gap-4 p-4">
        <header>
          <p className="text-slate">
            {formatDay(roll.lesson.startsAt.getTime(), language)}{' '}
            <bdi>
              {formatTime(roll.lesson.startsAt.getTime())} – {formatTime(roll.lesson.endsAt.getTime())}
            </bdi>
          </p>
          <h1 className="text-2xl font-bold">{t('site:roll.title')}</h1>
          <p className="text-lg">
            {site.municipalityName}: {site.siteName}
          </p>
        </header>
        {sites.length > 1 && (
          <nav aria-label={t('site:roll.sites')} className="flex flex-wrap gap-2">
            {sites.map((one) => (
              <Link
                key={one.siteId}
                className={`button ${one === site ? 'button-main' : ''}`}
                aria-current={one === site ? 'page' : undefined}
                href={`/site/lessons/${lessonId}?site=${one.siteId}`}
              >
                {one.siteName}
              </Link>
            ))}
          </nav>
        )}
        {ticket.ok && (
          <HostLive
            key={siteId}
            lessonId={lessonId}
            siteId={siteId}
            firstTicket={ticket.data}
            names={roll.rows.map((row) => row.displayName)}
          />
        )}
        {roll.hiddenCount > 0 && <p className="text-slate">{t('site:roll.hidden', { count: roll.hiddenCount })}</p>}
        <Roll
          lessonId={lessonId}
          siteId={siteId}
          rounds={[...roll.rounds]}
          breakStartsAtMs={roll.lesson.breakStartsAt?.getTime() ?? null}
          people={roll.rows.map((row) => ({
            personId: row.personId,
            displayName: row.displayName,
            cardNumber: row.cardNumber,
            hasNamesake: row.hasNamesake,
            marks: {
              start: row.marks.start && {
                mark: row.marks.start.mark,
                arrivedAtMs: row.marks.start.arrivedAt?.getTime() ?? null,
              },
              after_break: row.marks.after_break && {
                mark: row.marks.after_break.mark,
                arrivedAtMs: row.marks.after_break.arrivedAt?.getTime() ?? null,
              },
            },
          }))}
        />
      </main>
    </>
  )
}
