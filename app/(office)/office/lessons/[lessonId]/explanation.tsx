import { Moment } from '@/app/(office)/_kit/dates'
import { formatTime } from '@/app/_components/dates'
import { Folded } from '@/app/(office)/_kit/page-frame'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import { getTranslation, type Translator } from '@/app/_server/i18n'

import { MINUTE_KINDS, type LessonAttendance } from './minute-kinds'

type Row = LessonAttendance['rows'][number]
type Piece = Row['pieces'][number]
type Mark = Extract<Piece, { what: 'roll' }>['mark']

const PICTURES: Record<Piece['what'], PictogramName> = {
  device: 'phone',
  roll: 'list',
  uncovered: 'cross',
  suspended: 'signal-lost',
}

/** The evidence of every minute of a person, and the corrections. */
export async function Explanation({ row }: { row: Row }) {
  const { t } = await getTranslation()
  return (
    <Folded word={t('office:attendance.where')}>
      <ol className="flex flex-col gap-2">
        {row.pieces.map((piece) => (
          <li key={`${piece.what}${piece.from.getTime()}${piece.to.getTime()}`} className="flex items-start gap-2">
            <Pictogram name={PICTURES[piece.what]} size={20} className="mt-0.5 text-spruce" />
            <div className="min-w-0">
              <bdi dir="ltr" className="font-semibold tabular-nums">{`${time(piece.from)} – ${time(piece.to)}`}</bdi>{' '}
              {wordsOf(piece, t)}
              <Source piece={piece} t={t} />
            </div>
          </li>
        ))}
        {row.pieces.length === 0 && <li>{t('office:attendance.noPieces')}</li>}
      </ol>
      {row.corrections.length > 0 && <Corrections row={row} />}
      <p className="text-slate">
        {t('office:attendance.ruleSet')} <bdi>{row.ruleSetId}</bdi>
      </p>
    </Folded>
  )
}

function time(at: Date): string {
  return formatTime(at.getTime())
}

function wordsOf(piece: Piece, t: Translator): string {
  if (piece.what === 'uncovered') return t(`office:attendance.counted.${piece.counted}`)
  return t(`office:attendance.piece.${piece.what}`)
}

/** The facts or the mark behind a span. */
function Source({ piece, t }: { piece: Piece; t: Translator }) {
  if (piece.what === 'roll' || piece.what === 'uncovered') return piece.mark && <MarkLine mark={piece.mark} />
  const told = piece.facts.filter((fact) => fact.kind !== 'seen')
  const seen = piece.facts.length - told.length
  return (
    <ul className="text-slate">
      {told.map((fact) => (
        <li key={fact.factId}>
          <bdi dir="ltr" className="tabular-nums">
            {time(fact.at)}
          </bdi>{' '}
          {t(`office:attendance.fact.${fact.kind}`)}
        </li>
      ))}
      {seen > 0 && <li>{t('office:attendance.seen', { count: seen })}</li>}
    </ul>
  )
}

async function MarkLine({ mark }: { mark: NonNullable<Mark> }) {
  const { t, language } = await getTranslation()
  return (
    <p className="text-slate">
      {t(`office:rounds.${mark.round}`)}: {t(`office:marks.${mark.mark}`)}
      {mark.arrivedAt && (
        <bdi dir="ltr" className="tabular-nums">
          {' '}
          {time(mark.arrivedAt)}
        </bdi>
      )}{' '}
      · <bdi>{mark.markedByName ?? ''}</bdi> <Moment at={mark.markedAt} language={language} />
    </p>
  )
}

async function Corrections({ row }: { row: Row }) {
  const { t, language } = await getTranslation()
  const before = row.assessed ? [{ ...row.assessed, by: null, reason: t('office:attendance.assessedMinutes') }] : []
  const minutes = (of: Pick<Row, (typeof MINUTE_KINDS)[number]>) =>
    MINUTE_KINDS.map((kind) => `${t(`office:attendance.${kind}`)} ${of[kind]}`).join(', ')
  return (
    <div>
      <h3 className="font-bold">{t('office:attendance.corrections')}</h3>
      <ol className="flex flex-col gap-2">
        {[...before, ...row.corrections].map((entry) => (
          <li key={`${entry.at.getTime()}${entry.by}`}>
            <Moment at={entry.at} language={language} /> {entry.by !== null && <bdi>{entry.by}: </bdi>}
            <bdi>{entry.reason}</bdi>
            <span className="block text-slate">{minutes(entry)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
