'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { QuestionView } from '@/domain/live-lesson/view'
import { Pictogram } from '@/app/_components/pictogram'
import { AnswerPicture } from '@/app/_lesson/answer-picture'
import { QuestionResults } from '@/app/_lesson/question-results'
import type { LessonClient } from '@/lesson-client/lesson-client'

import styles from './phone.module.css'

/** As large as the window allows. */
const PICTURE = 'size-[clamp(2rem,11vh,4rem)]'
/** Longer answers stand beside their picture, so that five of them have room on the smallest phone. */
const SHORT_LETTERS = 10

/** A question under the page: large answers with their shapes, then the chosen answer, then the results. */
export function PhoneQuestion({ client, question }: { client: LessonClient; question: QuestionView }) {
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

  const hasSentences = question.choices.some((choice) => choice.text.length > SHORT_LETTERS)
  const isAsked = !question.isShown || !question.totals
  const sent = question.mine ?? []
  const isSent = picked.length === sent.length && picked.every((one) => sent.includes(one))
  const isUnsent = isMultiple && question.isOpen && picked.length > 0 && !isSent
  return (
    <section
      data-region="question"
      aria-label={question.text || t('question.asked')}
      className={`flex flex-col gap-2 border-t-4 border-sun bg-ink px-2.5 pt-1.5 pb-0.5 ${styles.question}`}
    >
      {question.text !== '' && (
        <h2
          className="shrink-0 leading-tight font-bold wrap-break-word sideways:text-[1.125rem] sideways:leading-tight"
          dir="auto"
        >
          {question.text}
        </h2>
      )}
      {question.isShown && question.totals ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <QuestionResults question={question} totals={question.totals} />
        </div>
      ) : (
        <ul
          className={`grid min-h-0 flex-1 overflow-y-auto ${hasSentences ? 'auto-rows-[minmax(3.5rem,auto)] grid-cols-2 gap-1' : 'auto-rows-[minmax(4.5rem,1fr)] gap-2 grid-cols-[repeat(auto-fit,minmax(max(4.5rem,calc((100%-1rem)/3)),1fr))]'}`}
        >
          {question.choices.map((choice, index) => (
            <li key={choice.picture} className="grid grid-cols-1">
              <button
                type="button"
                disabled={!question.isOpen}
                aria-pressed={chosen.includes(index)}
                aria-label={choice.text || t(`answer.${choice.picture}`)}
                onClick={() => pick(index)}
                className={`flex items-center gap-1.5 rounded-[18px] bg-dusk font-bold ${hasSentences ? 'border-3 px-1 text-start text-[16px] leading-[1.12]' : 'flex-col justify-center border-4 p-1 text-[1.125rem] leading-tight'} ${chosen.includes(index) ? 'border-sun' : 'border-dusk'}`}
              >
                <AnswerPicture picture={choice.picture} className={hasSentences ? 'size-8' : PICTURE} />
                <span className="min-w-0 wrap-break-word" dir="auto">
                  {choice.text || t(`answer.${choice.picture}`)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {isUnsent && isAsked ? (
        <button
          type="button"
          className="min-h-14 shrink-0 rounded-2xl bg-birch font-bold text-ink"
          onClick={() => void answer(picked)}
        >
          {t('question.send')}
        </button>
      ) : (
        <p
          role="status"
          aria-live="polite"
          className="flex min-h-7 shrink-0 items-center gap-2 text-base leading-tight font-bold text-moss-light empty:hidden"
        >
          {problem !== null ? (
            <span className="text-sun">{t(`errors:${problem}`)}</span>
          ) : !question.isOpen ? (
            t('question.closed')
          ) : question.mine !== null && !question.isShown ? (
            <>
              <Pictogram name="check" />
              <span>{t('question.answered')}</span>
            </>
          ) : (
            ''
          )}
        </p>
      )}
    </section>
  )
}
