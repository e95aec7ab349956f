'use client'

import { useTranslation } from 'react-i18next'

import type { QuestionView } from '@/domain/live-lesson/view'
import { AnswerPicture } from '@/app/_lesson/answer-picture'
import { QuestionResults } from '@/app/_lesson/question-results'

/** A question across the screen: the shapes to raise a hand for, then everybody's answers as bars. */
export function ScreenQuestion({ question }: { question: QuestionView }) {
  const { t } = useTranslation('screen')
  return (
    <section
      aria-label={question.text || t('lesson:question.asked')}
      className="absolute inset-0 z-10 flex flex-col justify-center gap-[3vh] bg-ink p-[5vh]"
    >
      {question.text !== '' && (
        <h1 className="font-bold wrap-anywhere" dir="auto" style={{ fontSize: '6vh', lineHeight: 1.25 }}>
          {question.text}
        </h1>
      )}
      {question.isShown && question.totals ? (
        <QuestionResults
          question={question}
          totals={question.totals}
          pictureClass={question.choices.length > 3 ? 'size-[9vh]' : 'size-[13vh]'}
          rowStyle={{
            fontSize: question.choices.length > 3 ? '4.5vh' : '6vh',
            lineHeight: 1.3,
            gap: '2vh',
            paddingBlock: '1vh',
          }}
        />
      ) : (
        <>
          <ul className={`grid gap-[3vh] ${question.choices.length === 3 ? 'grid-cols-3' : 'grid-cols-2'}`}>
            {question.choices.map((choice) => (
              <li
                key={choice.picture}
                className={`flex items-center gap-[2vh] font-bold ${question.choices.length === 3 ? 'flex-col text-center' : ''}`}
                style={{ fontSize: '5.5vh', lineHeight: 1.3 }}
              >
                <AnswerPicture
                  picture={choice.picture}
                  className={question.choices.length === 3 ? 'size-[22vh]' : 'size-[14vh]'}
                />
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
