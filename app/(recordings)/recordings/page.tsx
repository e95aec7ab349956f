import type { Metadata } from 'next'
import Link from 'next/link'

import { formatDay, formatLength, formatTime } from '@/app/_components/dates'
import { Notice } from '@/app/_components/notice'
import { findAsAnyActor } from '@/app/_server/find-as-any-actor'
import { getTranslation } from '@/app/_server/i18n'
import { runAction } from '@/app/_server/run-action'
import { listRecordings } from '@/services/recordings/list-recordings'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('recordings:list') }
}

/** Every recorded lesson that the actor may watch, newest first. */
export default async function RecordingsSlide() {
  const { t, language } = await getTranslation()
  const result = await runAction('list-recordings', () =>
    findAsAnyActor(async (actor) => {
      const listed = await listRecordings(actor, { lessonId: null })
      return listed.length > 0 ? listed : null
    }),
  )
  if (!result.ok) return <Notice picture="clock" title={t(`errors:${result.error.code}`)} />
  const found = result.data
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-4 p-4">
      <h1 className="text-2xl font-bold">{t('recordings:list')}</h1>
      {!found && <p className="card text-lg">{t('recordings:none')}</p>}
      <ul className="flex flex-col gap-3">
        {found?.map((one) => (
          <li key={one.recordingId}>
            <Link className="card block" href={`/recordings/${one.recordingId}`}>
              <span className="text-lg font-bold">
                {one.themePart === null ? <bdi translate="no">{one.groupName}</bdi> : t(`themePart.${one.themePart}`)}
              </span>
              <span className="block text-slate">
                {formatDay(one.startedAtMs, language)} <bdi translate="no">{formatTime(one.startedAtMs)}</bdi> ·{' '}
                <bdi translate="no">{formatLength(one.durationMs)}</bdi>
              </span>
              <span className="block text-slate">
                {t('recordings:until')}{' '}
                <bdi translate="no" dir="ltr">
                  {one.retainUntil}
                </bdi>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </main>
  )
}
