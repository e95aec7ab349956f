'use client'

import { useTranslation } from 'react-i18next'

import { AnswerPicture } from '@/app/_room/answer-picture'
import { QuestionResults } from '@/app/_room/question-results'
import type { QuestionView } from '@/protocol/live-view'

/** A question across the wall: the shapes to raise a hand for, then the answers of all as bars. */
export function WallQuestion({ question }: { question: QuestionView }) {
  const { t } = useTranslation('wall')
  return (
    <section
      aria-label={question.text}
      className="absolute inset-0 z-10 flex flex-col justify-center gap-[3vh] bg-ink p-[5vh]"
    >
      <h1 className="font-bold wrap-anywhere" dir="auto" style={{ fontSize: '6vh', lineHeight: 1.25 }}>
        {question.text}
      </h1>
      {question.isShown && question.totals ? (
        <QuestionResults
          question={question}
          totals={question.totals}
          pictureClass="size-[9vh]"
          rowStyle={{ fontSize: '4.5vh', lineHeight: 1.3 }}
        />
      ) : (
        <>
          <ul className="grid grid-cols-2 gap-[3vh]">
            {question.choices.map((choice) => (
              <li key={choice.picture} className="flex items-center gap-[2vh] font-bold" style={{ fontSize: '5vh' }}>
                <AnswerPicture picture={choice.picture} className="size-[12vh]" />
                <span className="wrap-anywhere" dir="auto">
                  {choice.text || t(`lesson:answer.${choice.picture}`)}
                </span>
              </li>
            ))}
          </ul>
          <p style={{ fontSize: '4.2vh' }}>
            {question.isOpen ? t('lesson:question.showHands') : t('lesson:question.closed')}
          </p>
        </>
      )}
    </section>
  )
}
