'use client'

import { useTranslation } from 'react-i18next'

import type { QuestionView } from '@/domain/live-lesson/view'
import { AnswerPicture } from '@/app/_lesson/answer-picture'
import { QuestionResults } from '@/app/_lesson/question-results'
import type { LessonClient } from '@/lesson-client/lesson-client'
import type { LessonSnapshot } from '@/lesson-client/state/lesson-snapshot'

import { QuestionForm } from './question-form'

type Props = { client: LessonClient; snapshot: LessonSnapshot }

/** One question at a time. Closing and showing it stand below the stage, where it is seen. */
export function QuestionPanel({ client, snapshot }: Props) {
  const { question } = snapshot.live
  if (!question) return <QuestionForm onAsk={(asked) => void client.act('question:open', { question: asked })} />
  return <AskedQuestion question={question} />
}

function AskedQuestion({ question }: { question: QuestionView }) {
  const { t } = useTranslation('teach')
  return (
    <div className="flex flex-col gap-3">
      {question.text !== '' && (
        <p className="font-bold wrap-anywhere" dir="auto">
          {question.text}
        </p>
      )}
      <p role="status" aria-live="polite" className="text-mist">
        <span>{question.isOpen ? t('question.open') : t('question.closed')}</span>
        <span>{` · ${t('question.answered', { count: question.answered })}`}</span>
        {!question.isShown && <span>{` · ${t('question.onlyYou')}`}</span>}
      </p>
      {question.totals && <QuestionResults question={question} totals={question.totals} pictureClass="size-9" />}
      {question.named.length > 0 && (
        <details>
          <summary className="min-h-11 py-2 font-semibold underline underline-offset-4">{t('question.who')}</summary>
          <ul className="flex flex-col gap-1">
            {question.named.map(({ memberId, displayName, choices }) => (
              <li key={memberId} className="flex items-center gap-2">
                <bdi translate="no" className="min-w-0 flex-1 wrap-anywhere">
                  {displayName}
                </bdi>
                {choices.map((choice) => {
                  const picture = question.choices[choice]?.picture
                  return picture && <AnswerPicture key={picture} picture={picture} className="size-8" />
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
