'use client'

import { useTranslation } from 'react-i18next'

import { adviceFor, OutcomeMark, PART_PICTURES, type ShownOutcome } from '@/app/_components/check-outcome'
import { Pictogram } from '@/app/_components/pictogram'
import type { CheckProgress } from '@/app/_lesson/check/run-check'
import {
  CHECK_PARTS,
  TRANSPORT_PATHS,
  type CheckPart,
  type CheckVerdict,
  type NetworkFigures,
} from '@/domain/checks/assess-check'

const VERDICTS = {
  green: { picture: 'check', tone: 'bg-moss-pale text-moss' },
  amber: { picture: 'warning', tone: 'bg-sun-pale text-ink' },
  red: { picture: 'cross', tone: 'bg-lingon-pale text-lingon' },
} as const

const FIGURES = ['roundTripMs', 'lossUpPercent', 'lossDownPercent', 'upKbps', 'downKbps'] as const

/** The whole check in one sentence. */
export function VerdictCard({ verdict }: { verdict: CheckVerdict }) {
  const { t } = useTranslation('check')
  const { picture, tone } = VERDICTS[verdict]
  return (
    <p
      role="status"
      data-verdict={verdict}
      className={`flex items-center gap-4 rounded-card p-4 text-xl font-bold ${tone}`}
    >
      <Pictogram name={picture} size={48} />
      <span>{t(`verdict.${verdict}`)}</span>
    </p>
  )
}

/** Each part with its image, its outcome, and advice where it failed. */
export function CheckRows({ progress, isRunning }: { progress: CheckProgress; isRunning: boolean }) {
  const { t } = useTranslation('check')
  const outcomeOf = (part: CheckPart): ShownOutcome =>
    progress.running === part ? 'running' : (progress.parts[part] ?? 'waiting')
  if (!isRunning && Object.keys(progress.parts).length === 0) return null
  return (
    <ul className="flex flex-col gap-3" aria-live="polite">
      {CHECK_PARTS.map((part) => {
        const outcome = outcomeOf(part)
        const advice = adviceFor(part, outcome)
        const figures = TRANSPORT_PATHS.find((path) => path === part)
        return (
          <li key={part} className="card flex flex-col gap-2" data-part={part} data-outcome={outcome}>
            <div className="flex flex-wrap items-center gap-3 text-lg">
              <Pictogram name={PART_PICTURES[part]} size={32} className="text-spruce" />
              <span className="min-w-0 flex-1 font-semibold">{t(`part.${part}`)}</span>
              <OutcomeMark outcome={outcome} word={t(`outcome.${outcome}`)} />
            </div>
            {advice && <p>{t(`advice.${advice}`)}</p>}
            {figures && <Figures figures={progress.figures[figures]} />}
          </li>
        )
      })}
    </ul>
  )
}

function Figures({ figures }: { figures: NetworkFigures | null }) {
  const { t } = useTranslation('check')
  if (!figures) return null
  return (
    <p className="flex flex-wrap gap-x-4 text-slate">
      {FIGURES.map((name) => (
        <bdi translate="no" key={name}>
          {t(`figure.${name}`, { value: figures[name] })}
        </bdi>
      ))}
    </p>
  )
}
