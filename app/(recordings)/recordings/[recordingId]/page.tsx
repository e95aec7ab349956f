import type { Metadata } from 'next'
import { notFound } from 'next/navigation'

import { formatDay, formatTime } from '@/app/_components/dates'
import { Notice } from '@/app/_components/notice'
import { findAsAnyActor } from '@/app/_server/find-as-any-actor'
import { getTranslation } from '@/app/_server/i18n'
import { runAction } from '@/app/_server/run-action'
import { getRecordingPlace } from '@/app/_server/recording-place'
import { findRecordingInput } from '@/services/recordings/find-recording'
import { openRecording } from '@/services/recordings/open-recording'

import { DeleteRecording } from './delete-recording'
import { RecordingPlayer } from './recording-player'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getTranslation()
  return { title: t('recordings:title'), referrer: 'no-referrer' }
}

/** A recorded lesson: the communicator beside the slides as they were shown. */
export default async function RecordingSlide({ params }: { params: Promise<{ recordingId: string }> }) {
  const parsed = findRecordingInput.safeParse(await params)
  if (!parsed.success) notFound()
  const place = await getRecordingPlace()
  const { t, language } = await getTranslation()
  const result = await runAction('open-recording', () =>
    findAsAnyActor((actor) => openRecording(actor, parsed.data, place)),
  )
  if (!result.ok) return <Notice picture="clock" title={t(`errors:${result.error.code}`)} />
  const opened = result.data ?? notFound()
  const { recordingId, groupName, themePart, startedAt, retainUntil, timeline, address, canDelete } = opened
  return (
    <main className="mx-auto flex max-w-6xl flex-col gap-4 p-4">
      <header>
        <p className="text-slate">
          {formatDay(startedAt.getTime(), language)} <bdi translate="no">{formatTime(startedAt.getTime())}</bdi> ·{' '}
          <bdi translate="no">{groupName}</bdi>
        </p>
        <h1 className="text-2xl font-bold">
          {themePart === null ? t('recordings:title') : t(`themePart.${themePart}`)}
        </h1>
        <p className="text-slate">
          {t('recordings:until')}{' '}
          <bdi translate="no" dir="ltr">
            {retainUntil}
          </bdi>
        </p>
      </header>
      <RecordingPlayer recordingId={recordingId} firstAddress={address} timeline={timeline} />
      {canDelete && <DeleteRecording recordingId={recordingId} />}
    </main>
  )
}
