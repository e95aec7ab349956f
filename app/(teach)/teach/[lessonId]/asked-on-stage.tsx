'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import { AnswerPicture } from '@/app/_lesson/answer-picture'
import { QuestionResults } from '@/app/_lesson/question-results'
import type { QuestionView } from '@/domain/live-lesson/view'

/** The question as it covers every screen, or its results once they are shown to all. */
export function AskedOnStage({ question }: { question: QuestionView }) {
  const { t } = useTranslation('lesson')
  return (
    <div className="ck-asked">
      {question.text === '' ? (
        <span />
      ) : (
        <h2 className="wrap-anywhere" dir="auto">
          {question.text}
        </h2>
      )}
      {question.isShown && question.totals ? (
        <div className="overflow-hidden">
          <QuestionResults question={question} totals={question.totals} pictureClass="size-[9cqh]" />
        </div>
      ) : (
        <ul className="is-answers">
          {question.choices.map((choice) => (
            <li key={choice.picture}>
              <AnswerPicture picture={choice.picture} className="is-picture" />
              <span className="wrap-anywhere" dir="auto">
                {choice.text || t(`answer.${choice.picture}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <Pictogram name={question.isOpen ? 'hand' : 'lock'} size={32} />
        <span>{question.isOpen ? t('question.showHands') : t('question.closed')}</span>
      </p>
    </div>
  )
}
