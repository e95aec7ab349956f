import { Moment } from '@/app/(office)/_kit/dates'
import { adviceFor, OutcomeMark, PART_PICTURES } from '@/app/_components/check-outcome'
import { Folded } from '@/app/(office)/_kit/page-frame'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { getTranslation } from '@/app/_server/i18n'
import { CHECK_PARTS, TRANSPORT_PATHS, standingOfCheck, type CheckVerdict } from '@/domain/checks/assess-check'
import type { CheckedClassroom } from '@/services/checks/list-classroom-checks'

type Check = NonNullable<CheckedClassroom['check']>

const REACTIONS: Readonly<Record<CheckVerdict | 'never' | 'silent', { picture: PictogramName; tone: string }>> = {
  green: { picture: 'check', tone: 'bg-moss-pale text-moss' },
  amber: { picture: 'warning', tone: 'bg-sun-pale text-ink' },
  red: { picture: 'cross', tone: 'bg-lingon-pale text-lingon' },
  silent: { picture: 'signal-lost', tone: 'bg-sun-pale text-ink' },
  never: { picture: 'clock', tone: 'bg-birch text-slate' },
}
const FIGURES = ['roundTripMs', 'lossUpPercent', 'lossDownPercent', 'upKbps', 'downKbps'] as const

/** One classroom: its outcome in words, the time of the check, what failed, and the measurements as details. */
export async function ClassroomCard({ room, nowMs }: { room: CheckedClassroom; nowMs: number }) {
  const { t } = await getTranslation()
  const { siteName, name, check } = room
  const verdict = standingOfCheck(check, nowMs)
  const { picture, tone } = REACTIONS[verdict]
  return (
    <li
      id={`classroom-${room.endpointId}`}
      className="flex min-w-0 flex-col gap-3 rounded-card border border-bark p-4"
      data-verdict={verdict}
    >
      <div>
        <h3 className="text-lg font-bold break-words">
          <bdi>{siteName}</bdi>
        </h3>
        <bdi className="text-slate">{name}</bdi>
      </div>
      <p className={`flex items-center gap-3 rounded-lg p-3 font-semibold ${tone}`}>
        <Pictogram name={picture} size={32} />
        {t(`office:equipment.verdict.${verdict}`)}
      </p>
      {check ? <Found check={check} /> : <p>{t('office:equipment.never')}</p>}
    </li>
  )
}

async function Found({ check }: { check: Check }) {
  const { t, language } = await getTranslation()
  const wrong = CHECK_PARTS.filter((part) => ['failed', 'weak'].includes(check.findings.parts[part]))
  return (
    <>
      <p className="text-slate">
        {t('office:equipment.checked')} <Moment at={check.checkedAt} language={language} />,{' '}
        {t(`office:equipment.reason.${check.reason}`)}
      </p>
      {wrong.length > 0 && (
        <ul className="flex flex-col gap-3">
          {wrong.map((part) => {
            const outcome = check.findings.parts[part]
            return (
              <li key={part} className="flex flex-col gap-1">
                <span className="flex flex-wrap items-center gap-2 font-semibold">
                  <Pictogram name={PART_PICTURES[part]} className="text-spruce" />
                  {t(`check:part.${part}`)}
                  <OutcomeMark outcome={outcome} word={t(`check:outcome.${outcome}`)} />
                </span>
                <span>{t(`check:advice.${adviceFor(part, outcome) ?? part}`)}</span>
              </li>
            )
          })}
        </ul>
      )}
      <Folded word={t('office:equipment.lines')}>
        <ul className="flex flex-col gap-2">
          {TRANSPORT_PATHS.map((way) => {
            const figures = check.findings.figures[way]
            return (
              <li key={way}>
                <span className="font-semibold">{t(`check:part.${way}`)}</span>{' '}
                {figures
                  ? FIGURES.map((name) => t(`check:figure.${name}`, { value: figures[name] })).join(' · ')
                  : t(`check:outcome.${check.findings.parts[way]}`)}
              </li>
            )
          })}
        </ul>
      </Folded>
    </>
  )
}
