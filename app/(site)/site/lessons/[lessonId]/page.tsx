import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'

import { formatDay, formatTime } from '@/app/_components/dates'
import { LanguageChoice } from '@/app/_components/language-choice'
import { Pictogram } from '@/app/_components/pictogram'
import { SignOutButton } from '@/app/_components/sign-out-button'
import { describeRoll } from '@/app/_server/describe-roll'
import { getTextSet, getTranslation } from '@/app/_server/i18n'
import { loadOrNotFound } from '@/app/_server/load-or-not-found'
import { issueTicket } from '@/app/_server/issue-ticket'
import { requireStaff } from '@/app/_server/require-actor'
import { runAction } from '@/app/_server/run-action'
import { rollAnswer } from '@/protocol/http-answers'
import { getRoll } from '@/services/attendance/get-roll'
import { listRollSites, listRollSitesInput } from '@/services/attendance/list-roll-sites'

import { RollDesk } from './roll-desk'

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
    <RollDesk
      key={siteId}
      lessonId={lessonId}
      siteId={siteId}
      firstTicket={ticket.ok ? ticket.data : null}
      first={rollAnswer.parse(describeRoll(roll))}
      town={site.municipalityName === site.siteName ? site.siteName : `${site.municipalityName}: ${site.siteName}`}
      when={
        <>
          {formatDay(roll.lesson.startsAt.getTime(), language)}{' '}
          <bdi translate="no">
            {formatTime(roll.lesson.startsAt.getTime())} – {formatTime(roll.lesson.endsAt.getTime())}
          </bdi>
        </>
      }
      sites={
        sites.length > 1 && (
          <nav aria-label={t('site:roll.sites')} className="flex flex-wrap gap-2 px-3 pb-2">
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
        )
      }
      settings={
        <>
          <Link className="button min-h-14" href="/site">
            <Pictogram name="list" />
            {t('site:lessons.title')}
          </Link>
          <Link className="button min-h-14" href="/site/pair">
            <Pictogram name="screen" />
            {t('site:pair.title')}
          </Link>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <LanguageChoice set={await getTextSet()} current={language} />
            <SignOutButton />
          </div>
        </>
      }
    />
  )
}
