import { formatTime } from '@/app/_components/dates'
import { Section } from '@/app/(office)/_kit/page-frame'
import { AnswerPicture } from '@/app/_lesson/answer-picture'
import { getTranslation } from '@/app/_server/i18n'
import type { listQuestions } from '@/services/questions/list-questions'

type Asked = Awaited<ReturnType<typeof listQuestions>>[number]

/** The questions asked in the lesson, and how many chose each answer. */
export async function Questions({ questions }: { questions: readonly Asked[] }) {
  const { t } = await getTranslation()
  if (questions.length === 0) return null
  return (
    <Section title={t('office:questions.title')}>
      <ul className="grid gap-4 lg:grid-cols-2">
        {questions.map(({ questionId, askedAt, outcome, named, hiddenCount }) => (
          <li key={questionId} className="card flex flex-col gap-3">
            <p className="flex flex-wrap items-baseline justify-between gap-2">
              <span className="font-bold wrap-anywhere" dir="auto">
                {outcome.asked.text || t('lesson:question.asked')}
              </span>
              <bdi className="text-slate tabular-nums">{formatTime(askedAt.getTime())}</bdi>
            </p>
            <ul className="flex flex-col gap-2">
              {outcome.asked.choices.map((choice, index) => (
                <li key={choice.picture} className="flex items-center gap-3">
                  <AnswerPicture picture={choice.picture} className="size-9" />
                  <span className="min-w-0 flex-1 wrap-anywhere" dir="auto">
                    {choice.text || t(`lesson:answer.${choice.picture}`)}
                    {outcome.asked.correct.includes(index) && (
                      <strong className="ms-2 text-moss">{t('lesson:question.right')}</strong>
                    )}
                  </span>
                  <bdi className="font-bold tabular-nums">{outcome.totals[index] ?? 0}</bdi>
                </li>
              ))}
            </ul>
            {named.length + hiddenCount > 0 && (
              <details>
                <summary className="min-h-11 py-2">{t('teach:question.who')}</summary>
                <ul>
                  {named.map(({ key, displayName, choices }) => (
                    <li key={key} className="flex items-center gap-2">
                      <bdi className="min-w-0 flex-1">{displayName}</bdi>
                      {choices.map((choice) => {
                        const picture = outcome.asked.choices[choice]?.picture
                        return picture && <AnswerPicture key={picture} picture={picture} className="size-7" />
                      })}
                    </li>
                  ))}
                </ul>
                {hiddenCount > 0 && (
                  <p className="text-slate">{t('office:questions.hidden', { count: hiddenCount })}</p>
                )}
              </details>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
