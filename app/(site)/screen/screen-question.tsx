'use client'

import { useTranslation } from 'react-i18next'

import { Pictogram } from '@/app/_components/pictogram'
import type { QuestionView } from '@/domain/live-lesson/view'
import { AnswerPicture } from '@/app/_lesson/answer-picture'

/** A question above the foot: the shapes to raise a hand for, then everybody's answers as bars. */
export function ScreenQuestion({ question }: { question: QuestionView }) {
  const { t } = useTranslation('screen')
  const { choices, text, isShown, totals } = question
  const words = choices.map((choice) => choice.text || t(`lesson:answer.${choice.picture}`))
  const longest = Math.max(...words.map((word) => word.length))
  return (
    <section
      aria-label={text || t('lesson:question.asked')}
      className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)] gap-[2.5vh] overflow-hidden bg-ink px-[5vh] pt-[4vh] pb-[1vh]"
    >
      {text !== '' && (
        <h1
          data-text="sentence"
          className={`leading-[1.15] font-bold wrap-anywhere ${text.length > 60 ? 'line-clamp-3 text-[6.3vh]' : 'line-clamp-2 text-[8.5vh]'}`}
          dir="auto"
        >
          {text}
        </h1>
      )}
      {isShown && totals ? (
        <Results {...{ question, words, totals }} />
      ) : (
        <Choices {...{ choices, words, isShort: choices.length <= 3 && longest <= 14 }} />
      )}
    </section>
  )
}

type ChoicesProps = { choices: QuestionView['choices']; words: readonly string[]; isShort: boolean }

/** Up to three words as cards beside each other; longer answers as rows. */
function Choices({ choices, words, isShort }: ChoicesProps) {
  const isMany = choices.length > 3
  return (
    <ul
      data-region="answers"
      className={`grid min-h-0 gap-[2.5vh] ${isShort ? 'grid-flow-col auto-cols-fr' : isMany ? 'grid-cols-2' : 'grid-cols-1'}`}
    >
      {choices.map((choice, index) => (
        <li
          key={choice.picture}
          className={`flex min-h-0 items-center rounded-[3vh] bg-dusk font-bold ${isShort ? 'flex-col justify-center gap-[3vh] text-center text-[8vh]' : `gap-[3vh] px-[2.5vh] ${isMany ? 'text-[4.5vh]' : 'text-[6vh]'}`} leading-[1.15]`}
        >
          <AnswerPicture picture={choice.picture} className={isShort ? 'size-[24vh]' : 'size-[12vh]'} />
          <span className="line-clamp-2 wrap-anywhere" dir="auto">
            {words[index]}
          </span>
        </li>
      ))}
    </ul>
  )
}

type ResultsProps = { question: QuestionView; words: readonly string[]; totals: readonly number[] }

/** Everybody's answers: a right one has a mark and its word, not only a colour. */
function Results({ question, words, totals }: ResultsProps) {
  const { t } = useTranslation('lesson')
  const { choices, correct } = question
  const most = Math.max(1, ...totals)
  const isMany = choices.length > 3
  return (
    <ul data-region="answers" className="grid min-h-0 auto-rows-fr gap-[1.5vh]">
      {choices.map((choice, index) => {
        const isCorrect = correct.includes(index)
        const total = totals[index] ?? 0
        return (
          <li key={choice.picture} className="flex min-h-0 items-center gap-[3vh] font-bold">
            <AnswerPicture picture={choice.picture} className={isMany ? 'size-[9vh]' : 'size-[13vh]'} />
            <div className="min-w-0 flex-1">
              <p className={`flex items-center gap-[2vh] leading-[1.2] ${isMany ? 'text-[4.2vh]' : 'text-[5.6vh]'}`}>
                <span className="line-clamp-1 min-w-0 wrap-anywhere" dir="auto">
                  {words[index]}
                </span>
                {isCorrect && (
                  <span className="flex shrink-0 items-center gap-[1vh] text-moss-light">
                    <Pictogram name="check" className="size-[6vh]" />
                    {t('lesson:question.right')}
                  </span>
                )}
              </p>
              <div
                className={`mt-[0.5vh] overflow-hidden rounded-[1.5vh] bg-dusk ${isMany ? 'h-[2.5vh]' : 'h-[5vh]'}`}
                aria-hidden="true"
              >
                <div
                  className={`h-full ${isCorrect ? 'bg-moss-light' : 'bg-edge'}`}
                  style={{ width: `${(total / most) * 100}%` }}
                />
              </div>
            </div>
            <bdi
              translate="no"
              className={`min-w-[12vh] text-end leading-none tabular-nums ${isMany ? 'text-[6vh]' : 'text-[8vh]'}`}
            >
              {total}
            </bdi>
          </li>
        )
      })}
    </ul>
  )
}
