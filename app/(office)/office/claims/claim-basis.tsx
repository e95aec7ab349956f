import Link from 'next/link'

import { formatTime } from '@/app/_components/dates'
import { perLanguage } from '@/app/_components/per-language'
import { Day } from '@/app/(office)/_kit/dates'
import { CELL, FIGURE_CELL, Table } from '@/app/(office)/_kit/table'
import { Folded } from '@/app/(office)/_kit/page-frame'
import { getLanguage, getTranslation } from '@/app/_server/i18n'
import { hundredthsOfHours, sumOfHundredths } from '@/domain/claims/claim-hours'
import { cardNumberOf } from '@/domain/people/card-number'
import type { getClaimBasisInput, NamedClaimBasis, NamedClaimLine } from '@/services/claims/get-claim-basis'
import type * as z from 'zod'

import { PersonName } from '../participants/person-name'

type Props = { basis: NamedClaimBasis; period: z.output<typeof getClaimBasisInput> }

const FORMATS = ['csv', 'xlsx'] as const
const MAIN_FORMAT = 'xlsx'

/** Hours per participant and theme part, each with the lessons that prove it, and the export. */
export async function ClaimBasis({ basis, period }: Props) {
  const { t } = await getTranslation()
  const say = (key: string, values = {}) => t(`office:claims.${key}`, values)
  if (basis.lines.length === 0) return <p className="card text-lg">{say('none')}</p>
  const { totals } = basis
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{say('totals', { persons: totals.persons, lessons: totals.lessons })}</p>
        <form method="post" action="/office/claims/export" className="flex flex-wrap gap-2">
          {Object.entries(period).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {FORMATS.map((format) => (
            <button
              key={format}
              type="submit"
              name="format"
              value={format}
              className={`button ${format === MAIN_FORMAT ? 'button-main' : ''}`}
            >
              {say(`export.${format}`)}
            </button>
          ))}
        </form>
      </div>
      <Table caption={say('title')}>
        <thead>
          <tr>
            <th scope="col" className="px-3 py-2 text-start">
              {t('office:field.name')}
            </th>
            <th scope="col" className="px-3 py-2 text-start">
              {t('office:lessons.themePart')}
            </th>
            <th scope="col" className="px-3 py-2 text-end">
              {say('hours')}
            </th>
            <th scope="col" className="px-3 py-2 text-end">
              {say('minutes')}
            </th>
            <th scope="col" className="px-3 py-2 text-start">
              {say('proof')}
            </th>
          </tr>
        </thead>
        <tbody>
          {basis.lines.map((line) => (
            <ClaimRow key={`${line.personId}${line.themePart}`} line={line} />
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t-2 border-slate font-bold">
            <th scope="row" colSpan={2} className="px-3 py-2 text-start">
              {say('sum')}
            </th>
            <td className={FIGURE_CELL}>{await inHours(sumOfHundredths(basis.lines))}</td>
            <td className={FIGURE_CELL}>{totals.presentMinutes}</td>
          </tr>
        </tfoot>
      </Table>
      <p className="text-slate">{say('rounding')}</p>
    </>
  )
}

async function ClaimRow({ line }: { line: NamedClaimLine }) {
  const { t, language } = await getTranslation()
  const proof = (
    <Folded word={t('office:claims.lessonCount', { count: line.lessons.length })}>
      <ul>
        {line.lessons.map((lesson) => (
          <li key={lesson.lessonId}>
            <Link
              className="link inline-flex min-h-11 items-center gap-2 tabular-nums"
              href={`/office/lessons/${lesson.lessonId}`}
            >
              <span>
                <Day on={lesson.lessonOn} language={language} /> <bdi dir="ltr">{formatTime(lesson.startsAtMs)}</bdi>
              </span>
              {t('office:claims.lessonMinutes', { count: lesson.presentMinutes })}
            </Link>{' '}
            {lesson.origin === 'corrected' && (
              <span className="rounded bg-sun-pale px-2">{t('office:attendance.corrected')}</span>
            )}
          </li>
        ))}
      </ul>
    </Folded>
  )
  return (
    <tr className="border-t border-bark">
      <th scope="row" className={`${CELL} text-start font-normal`}>
        <PersonName
          t={t}
          person={{
            displayName: line.displayName || t('office:claims.movedAway'),
            cardNumber: cardNumberOf(line.personId),
          }}
        />
      </th>
      <td className={`${CELL} min-w-48`}>
        {line.themePart === null ? 'sfi' : `${line.themePart}. ${t(`themePart.${line.themePart}`)}`}
      </td>
      <td className={`${FIGURE_CELL} font-bold`}>{await inHours(hundredthsOfHours(line.presentMinutes))}</td>
      <td className={FIGURE_CELL}>{line.presentMinutes}</td>
      <td className={CELL}>{proof}</td>
    </tr>
  )
}

const HOURS = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
const hoursIn = perLanguage((language) => new Intl.NumberFormat(`${language}-u-nu-latn`, HOURS))

async function inHours(hundredths: number): Promise<string> {
  return hoursIn(await getLanguage()).format(hundredths / 100)
}
