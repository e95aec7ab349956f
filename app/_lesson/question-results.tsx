'use client'

import { useTranslation } from 'react-i18next'

import type { QuestionView } from '@/domain/live-lesson/view'
import { Pictogram } from '@/app/_components/pictogram'

import { AnswerPicture } from './answer-picture'

type Props = {
  question: QuestionView
  totals: readonly number[]
  pictureClass?: string
  rowStyle?: React.CSSProperties
}

/** Answers as bars, with their image, text and number. */
export function QuestionResults({ question, totals, pictureClass, rowStyle }: Props) {
  const { t } = useTranslation('lesson')
  const most = Math.max(1, ...totals)
  return (
    <ul className="flex flex-col gap-2">
      {question.choices.map((choice, index) => {
        const total = totals[index] ?? 0
        const isCorrect = question.correct.includes(index)
        return (
          <li key={choice.picture} className="flex items-center gap-3" style={rowStyle}>
            <AnswerPicture picture={choice.picture} className={pictureClass} />
            <div className="min-w-0 flex-1">
              <p className="flex items-baseline justify-between gap-3 font-semibold">
                <span className="wrap-anywhere" dir="auto">
                  <span>{choice.text || t(`answer.${choice.picture}`)}</span>
                  {isCorrect && (
                    <span className="ms-2 inline-flex items-center gap-1 text-sun">
                      <Pictogram name="check" size={20} />
                      {t('question.right')}
                    </span>
                  )}
                </span>
                <bdi translate="no" className="tabular-nums">
                  {total}
                </bdi>
              </p>
              <div className="mt-1 h-3 min-h-[0.35em] overflow-hidden rounded-full bg-slate" aria-hidden="true">
                <div
                  className={`h-full rounded-full ${isCorrect ? 'bg-sun' : 'bg-birch'}`}
                  style={{ width: `${(total / most) * 100}%` }}
                />
              </div>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
