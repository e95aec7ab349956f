'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { QuestionAsked } from '@/domain/live-lesson/view'
import { Pictogram } from '@/app/_components/pictogram'
import { AnswerPicture } from '@/app/_lesson/answer-picture'

type Choice = QuestionAsked['choices'][number] & { isCorrect: boolean }

const YES_NO: Choice[] = [
  { picture: 'yes', text: '', isCorrect: false },
  { picture: 'no', text: '', isCorrect: false },
  { picture: 'unsure', text: '', isCorrect: false },
]
const SHAPES = ['circle', 'triangle', 'square', 'star', 'heart'] as const
const CHOICES_MIN = 2
const COUNTS = [2, 3, 4, 5]

const shapes = (count: number): Choice[] =>
  SHAPES.slice(0, count).map((picture) => ({ picture, text: '', isCorrect: false }))

/** A new question: yes and no or shapes with one press, or with a text, words beside the shapes, and right answers. */
export function QuestionForm({ onAsk }: { onAsk: (asked: QuestionAsked) => void }) {
  const { t } = useTranslation('teach')
  const [text, setText] = useState('')
  const [kind, setKind] = useState<QuestionAsked['kind']>('single')
  const [isAnonymous, setAnonymous] = useState(true)
  const [choices, setChoices] = useState<Choice[]>(YES_NO)
  const isShapes = choices[0]?.picture === 'circle'

  const change = (index: number, next: Partial<Choice>) =>
    setChoices(choices.map((choice, at) => (at === index ? { ...choice, ...next } : choice)))
  const setShapes = (count: number) =>
    setChoices(
      SHAPES.slice(0, count).map((picture, at) => ({
        text: isShapes ? (choices[at]?.text ?? '') : '',
        isCorrect: (isShapes && choices[at]?.isCorrect) ?? false,
        picture,
      })),
    )
  const ask = (asked: readonly Choice[]) =>
    onAsk({
      questionId: crypto.randomUUID(),
      text: text.trim(),
      kind,
      isAnonymous,
      choices: asked.map((choice) => ({ text: choice.text.trim(), picture: choice.picture })),
      correct: asked.flatMap((choice, index) => (choice.isCorrect ? [index] : [])),
    })

  return (
    <form
      method="post"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        ask(choices)
      }}
    >
      {/* One press each; what is asked may be said aloud instead of written. */}
      <button type="button" data-control="ask-yes-no" className="ck-go is-main is-wide" onClick={() => ask(YES_NO)}>
        {YES_NO.map(({ picture }) => (
          <AnswerPicture key={picture} picture={picture} className="size-8" />
        ))}
        <span>{t('question.askYesNo')}</span>
      </button>
      <div role="group" aria-label={t('question.askShapes')} className="flex items-center gap-2">
        <span aria-hidden="true" className="min-w-0 flex-1 text-mist">
          {t('question.askShapes')}
        </span>
        {COUNTS.map((count) => (
          <button
            key={count}
            type="button"
            data-control="ask-shapes"
            className="ck-go"
            aria-label={t('question.shapesNow', { count })}
            onClick={() => ask(shapes(count))}
          >
            {count}
          </button>
        ))}
      </div>
      <label className="flex flex-col gap-1 font-semibold">
        {t('question.text')}
        <textarea
          className="field min-h-12 font-normal text-ink"
          dir="auto"
          data-control="question-text"
          placeholder={t('question.mayBeEmpty')}
          maxLength={300}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <fieldset className="flex gap-2">
        <legend className="mb-1 font-semibold">{t('question.answers')}</legend>
        <Toggle isOn={!isShapes} word={t('question.yesNo')} onPress={() => setChoices(YES_NO)} />
        <Toggle isOn={isShapes} word={t('question.shapes')} onPress={() => setShapes(3)} />
      </fieldset>
      <ul className="flex flex-col gap-2">
        {choices.map((choice, index) => (
          <li key={choice.picture} className="flex items-center gap-2">
            <AnswerPicture picture={choice.picture} className="size-11" />
            <input
              className="field min-w-0 flex-1 text-ink"
              dir="auto"
              maxLength={120}
              aria-label={t('question.answerText', { picture: t(`lesson:answer.${choice.picture}`) })}
              placeholder={t(`lesson:answer.${choice.picture}`)}
              value={choice.text}
              onChange={(event) => change(index, { text: event.target.value })}
            />
            <button
              type="button"
              className={`button px-2 ${choice.isCorrect ? 'button-main' : ''}`}
              aria-pressed={choice.isCorrect}
              aria-label={t('question.right', { picture: t(`lesson:answer.${choice.picture}`) })}
              onClick={() => change(index, { isCorrect: !choice.isCorrect })}
            >
              <Pictogram name="check" />
            </button>
          </li>
        ))}
      </ul>
      {isShapes && (
        <div className="flex gap-2">
          <button
            type="button"
            className="button flex-1"
            disabled={choices.length >= SHAPES.length}
            onClick={() => setShapes(choices.length + 1)}
          >
            {t('question.more')}
          </button>
          <button
            type="button"
            className="button flex-1"
            disabled={choices.length <= CHOICES_MIN}
            onClick={() => setShapes(choices.length - 1)}
          >
            {t('question.fewer')}
          </button>
        </div>
      )}
      <div className="flex gap-2">
        <Toggle
          isOn={kind === 'multiple'}
          word={t('question.several')}
          onPress={() => setKind(kind === 'single' ? 'multiple' : 'single')}
        />
        <Toggle isOn={!isAnonymous} word={t('question.named')} onPress={() => setAnonymous(!isAnonymous)} />
      </div>
      <button type="submit" className="button min-h-12">
        <Pictogram name="chart" />
        {t('question.ask')}
      </button>
    </form>
  )
}

function Toggle({ isOn, word, onPress }: { isOn: boolean; word: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={`button flex-1 px-2 ${isOn ? 'button-main' : ''}`}
      onClick={onPress}
    >
      {word}
    </button>
  )
}
