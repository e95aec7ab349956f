'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { LessonClient } from '@/lesson-client/lesson-client'
import { selfOf, type LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

type Props = { client: LessonClient; snapshot: LessonSnapshot; names: readonly string[] }

/** Raises the classroom's hand for one of its people, by name, and lowers it. */
export function HostHands({ client, snapshot, names }: Props) {
  const { t } = useTranslation('site')
  const [problem, setProblem] = useState<string | null>(null)
  const town = selfOf(snapshot)?.town
  const hand = snapshot.live.hands.find((one) => one.town === town)
  const set = async (forName: string | null) => {
    const outcome = await client.act('hand:set', forName === null ? { raised: false } : { raised: true, forName })
    setProblem(outcome.ok ? null : outcome.code)
  }
  return (
    <div className="flex flex-col gap-3">
      <label className="flex flex-col gap-1 text-lg font-semibold">
        <span className="flex items-center gap-2">
          <Pictogram name="hand" />
          {t('live.handFor')}
        </span>
        <select className="field font-normal text-ink" value="" onChange={(event) => void set(event.target.value)}>
          <option value="" disabled>
            {t('live.choosePerson')}
          </option>
          {[...new Set(names)].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {hand && (
        <p className="flex flex-wrap items-center gap-3 rounded-xl bg-sun p-2 font-semibold text-ink" role="status">
          <Pictogram name="hand" size={28} />
          <bdi className="min-w-0 flex-1 basis-32 wrap-anywhere">{hand.displayName}</bdi>
          <button type="button" className="button" onClick={() => void set(null)}>
            {t('lesson:hand.lower')}
          </button>
        </p>
      )}
      {problem !== null && (
        <p role="alert" className="font-semibold text-sun">
          {problem === 'lesson.peer-unknown' ? t('live.noScreen') : t(`errors:${problem}`)}
        </p>
      )}
    </div>
  )
}
