'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'

import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'
import { CAPS_MEGABYTES, MEGABYTE, shownMegabytes, type DataBudget } from './use-data-budget'

type Props = { snapshot: LessonSnapshot; budget: DataBudget }

/** The data that the lesson has used so far, and the limit. */
export function DataMeter({ snapshot, budget }: Props) {
  const { t } = useTranslation('lesson')
  const used = snapshot.meter.bytes / MEGABYTE
  const share = budget.capMegabytes === null ? null : Math.min(1, used / budget.capMegabytes)
  return (
    <section className="flex flex-col gap-2">
      <p className="flex items-center gap-2 font-bold" data-used-bytes={snapshot.meter.bytes}>
        <Pictogram name="chart" size={28} />
        <span>{t('mode.used', { megabytes: shownMegabytes(snapshot.meter.bytes) })}</span>
      </p>
      {share !== null && (
        <div className="h-3 overflow-hidden rounded-full bg-slate" aria-hidden="true">
          <div className={`h-full ${share > 0.9 ? 'bg-sun' : 'bg-birch'}`} style={{ width: `${share * 100}%` }} />
        </div>
      )}
      {budget.warning && (
        <p role="status" className="font-semibold text-sun">
          {t(`mode.${budget.warning}`)}
        </p>
      )}
      <label className="flex flex-col gap-1">
        {t('mode.cap')}
        <select
          className="field text-ink"
          value={budget.capMegabytes ?? ''}
          onChange={(event) => budget.setCap(event.target.value === '' ? null : Number(event.target.value))}
        >
          <option value="">{t('mode.noCap')}</option>
          {CAPS_MEGABYTES.map((megabytes) => (
            <option key={megabytes} value={megabytes}>
              {t('mode.capMegabytes', { megabytes })}
            </option>
          ))}
        </select>
      </label>
    </section>
  )
}
