'use client'

import { useTranslation } from 'react-i18next'

import type { HandRaised } from '@/domain/live-lesson/view'
import { formatTime } from '@/app/_components/dates'
import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type Props = { client: LessonClient; snapshot: LessonSnapshot }

/** Raised hands by town, the town that has had the floor least first; within a town in the order they were raised. */
export function HandQueue({ client, snapshot }: Props) {
  const { t } = useTranslation('teach')
  const { hands, turns } = snapshot.live
  const timesOf = (town: string) => turns.find((one) => one.town === town)?.times ?? 0
  const queues = [...Map.groupBy(hands, (hand) => hand.town)].sort(
    ([one, a], [other, b]) => timesOf(one) - timesOf(other) || (a[0]?.atMs ?? 0) - (b[0]?.atMs ?? 0),
  )
  const speaking = snapshot.peers.filter((peer) => peer.hasFloor)
  return (
    <div className="flex flex-col gap-4">
      <p role="status" aria-live="polite" className="sr-only">
        {t('hands.count', { count: hands.length })}
      </p>
      {speaking.length > 0 && (
        <section aria-label={t('hands.speaking')} className="flex flex-col gap-2">
          <h3 className="font-bold">{t('hands.speaking')}</h3>
          <ul className="flex flex-col gap-2">
            {speaking.map((peer) => (
              <li key={peer.peerId} className="flex flex-wrap items-center gap-2 rounded-xl border-2 border-sun p-2">
                <Pictogram name="microphone" size={28} />
                <bdi className="min-w-0 flex-1 basis-32 font-semibold wrap-anywhere">{peer.displayName}</bdi>
                <button
                  type="button"
                  data-control="floor-take"
                  className="button"
                  onClick={() => void client.act('floor:set', { memberId: peer.memberId, given: false })}
                >
                  {t('floor.take')}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {hands.length === 0 && <p className="text-bark">{t('hands.none')}</p>}
      {queues.map(([town, queue]) => (
        <section key={town} aria-label={town || t('homes.title')} className="flex flex-col gap-2">
          <h3 className="flex flex-wrap items-baseline justify-between gap-2">
            <bdi className="font-bold">{town || t('homes.title')}</bdi>
            <span className="text-bark">{t('hands.turns', { count: timesOf(town) })}</span>
          </h3>
          <ul className="flex flex-col gap-2">
            {queue.map((hand) => (
              <Hand key={hand.memberId} hand={hand} client={client} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Hand({ hand, client }: { hand: HandRaised; client: LessonClient }) {
  const { t } = useTranslation('teach')
  return (
    <li className="flex flex-wrap items-center gap-2 rounded-xl border-2 border-sun bg-sun p-2 text-ink">
      <Pictogram name="hand" size={28} />
      <span className="min-w-0 flex-1 basis-28">
        <bdi className="block font-semibold wrap-anywhere">{hand.displayName}</bdi>
        <bdi>{formatTime(hand.atMs)}</bdi>
      </span>
      <button
        type="button"
        data-control="floor-give"
        className="button"
        onClick={() => void client.act('floor:set', { memberId: hand.memberId, given: true })}
      >
        {t('floor.give')}
      </button>
    </li>
  )
}
