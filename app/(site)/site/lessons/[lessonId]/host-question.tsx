'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { QuestionView } from '@/domain/live-lesson/view'
import { AnswerPicture } from '@/app/_lesson/answer-picture'
import type { LessonClient } from '@/lesson-client/lesson-client'

type Props = {
  client: LessonClient
  question: QuestionView
  /** How many are on the roll: no answer can have more hands. */
  people: number
}

/** A show of hands: how many in the classroom chose each answer, with buttons large enough for a thumb. */
export function HostQuestion({ client, question, people }: Props) {
  const { t } = useTranslation('site')
  const [counts, setCounts] = useState<readonly number[]>(question.counts ?? question.choices.map(() => 0))
  const [problem, setProblem] = useState<string | null>(null)
  const change = (index: number, by: number) =>
    setCounts(counts.map((count, at) => (at === index ? Math.min(people, Math.max(0, count + by)) : count)))
  const send = async () => {
    const outcome = await client.act('question:count', { questionId: question.questionId, counts: [...counts] })
    setProblem(outcome.ok ? null : outcome.code)
  }
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-lg leading-[1.3] font-bold wrap-anywhere" dir="auto">
        {question.text || t('lesson:question.asked')}
      </h2>
      <p>{t('live.countHands')}</p>
      <ul className="flex flex-col gap-2">
        {question.choices.map((choice, index) => (
          <li
            key={choice.picture}
            className="flex flex-wrap items-center gap-2 rounded-2xl border border-bark bg-snow p-2.5"
          >
            <AnswerPicture picture={choice.picture} className="size-12" />
            <span className="min-w-0 flex-1 basis-16 font-bold wrap-break-word" dir="auto">
              {choice.text || t(`lesson:answer.${choice.picture}`)}
            </span>
            <span className="ms-auto flex items-center gap-2">
              <Step word={t('live.fewer')} sign="−" isOff={!question.isOpen} onPress={() => change(index, -1)} />
              <bdi translate="no" className="min-w-10 text-center text-xl font-bold tabular-nums" aria-live="polite">
                {counts[index]}
              </bdi>
              <Step word={t('live.more')} sign="+" isOff={!question.isOpen} onPress={() => change(index, 1)} />
            </span>
          </li>
        ))}
      </ul>
      <p className="font-bold">
        {t('live.handsOf', { count: counts.reduce((sum, one) => sum + one, 0), total: people })}
      </p>
      {question.isOpen && (
        <button type="button" className="button button-main min-h-15 rounded-2xl text-lg" onClick={() => void send()}>
          {t('live.sendCounts')}
        </button>
      )}
      <p role="status" aria-live="polite" className="font-semibold text-spruce empty:hidden">
        {problem !== null
          ? t(`errors:${problem}`)
          : question.isOpen
            ? question.counts !== null && t('lesson:question.answered')
            : t('lesson:question.closed')}
      </p>
    </div>
  )
}

function Step({ word, sign, isOff, onPress }: { word: string; sign: string; isOff: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={word}
      disabled={isOff}
      className="grid size-15 place-items-center rounded-[14px] bg-spruce-pale text-2xl text-spruce disabled:bg-birch disabled:text-slate"
      onClick={onPress}
    >
      {sign}
    </button>
  )
}
