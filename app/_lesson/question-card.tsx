'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { QuestionView } from '@/domain/live-lesson/view'
import { Pictogram } from '@/app/_components/pictogram'

import { AnswerPicture } from './answer-picture'
import { QuestionResults } from './question-results'
import type { LessonClient } from '@/lesson-client/lesson-client'

/** A question on a phone: large answers with their shapes, then the chosen answer, then the results. */
export function QuestionCard({ client, question }: { client: LessonClient; question: QuestionView }) {
  const { t } = useTranslation('lesson')
  const [picked, setPicked] = useState<readonly number[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const isMultiple = question.kind === 'multiple'
  const chosen = picked.length > 0 ? picked : (question.mine ?? [])

  const answer = async (choices: readonly number[]) => {
    const outcome = await client.act('question:answer', { questionId: question.questionId, choices: [...choices] })
    setProblem(outcome.ok ? null : outcome.code)
  }
  const pick = (index: number) => {
    if (!isMultiple) {
      setPicked([index])
      void answer([index])
    } else {
      setPicked(chosen.includes(index) ? chosen.filter((one) => one !== index) : [...chosen, index])
    }
  }

  return (
    <section
      aria-label={question.text || t('question.asked')}
      className="flex max-h-[70dvh] min-h-0 flex-col gap-3 overflow-y-auto rounded-t-3xl border-t-4 border-sun bg-night p-4"
    >
      {question.text !== '' && (
        <h2 className="text-xl font-bold wrap-anywhere" dir="auto">
          {question.text}
        </h2>
      )}
      {question.isShown && question.totals ? (
        <QuestionResults question={question} totals={question.totals} />
      ) : (
        <ul className="grid grid-cols-2 gap-2">
          {question.choices.map((choice, index) => (
            <li key={choice.picture} className="group last:odd:col-span-2">
              <button
                type="button"
                disabled={!question.isOpen}
                aria-pressed={chosen.includes(index)}
                aria-label={choice.text || t(`answer.${choice.picture}`)}
                onClick={() => pick(index)}
                className={`flex min-h-20 w-full flex-col items-center justify-center gap-x-4 gap-y-2 group-last:group-odd:flex-row rounded-2xl border-4 p-2 text-lg font-semibold ${chosen.includes(index) ? 'border-sun bg-slate' : 'border-slate'}`}
              >
                <AnswerPicture picture={choice.picture} className="size-14" />
                <span className="wrap-anywhere" dir="auto">
                  {choice.text || t(`answer.${choice.picture}`)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {isMultiple && question.isOpen && !question.isShown && (
        <button
          type="button"
          className="button button-big"
          disabled={picked.length === 0}
          onClick={() => void answer(picked)}
        >
          {t('question.send')}
        </button>
      )}
      <p role="status" aria-live="polite" className="flex items-center gap-2 font-semibold text-sun empty:hidden">
        {problem !== null ? (
          t(`errors:${problem}`)
        ) : !question.isOpen ? (
          t('question.closed')
        ) : question.mine !== null && !question.isShown ? (
          <>
            <Pictogram name="check" />
            {t('question.answered')}
          </>
        ) : (
          ''
        )}
      </p>
    </section>
  )
}
