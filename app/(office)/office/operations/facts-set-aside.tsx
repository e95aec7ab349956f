'use client'

import Link from 'next/link'
import { useTranslation } from 'react-i18next'

import { formatSecond } from '@/app/_components/dates'
import { Section } from '@/app/(office)/_kit/page-frame'
import { LESSON_FACT_KINDS, PRESENCE_KINDS } from '@/domain/attendance/vocabulary'
import type { Operations } from '@/protocol/operations'

import { whole } from './figures'

/** The kind of a fact, in the office's words; a node of another version may send kinds that are unknown here. */
function subjectOf(kind: string | null) {
  if ((PRESENCE_KINDS as readonly (string | null)[]).includes(kind)) return 'presence'
  if ((LESSON_FACT_KINDS as readonly (string | null)[]).includes(kind)) return 'lesson'
  if (kind === 'recording-made') return 'recording'
  return kind === 'question-asked' ? 'question' : 'other'
}

/** Facts that could not be stored. Nothing is shown while there are none, which is the normal state. */
export function FactsSetAside({ setAside: { number, newest } }: { setAside: Operations['setAside'] }) {
  const { t } = useTranslation('office')
  if (number === 0) return null
  return (
    <Section title={t('operations.setAside.title')}>
      <p className="text-lg">{t('operations.setAside.text', { number: whole(number) })}</p>
      <ul className="grid gap-2">
        {newest.map(({ key, lessonId, kind, reason, atMs }) => (
          <li
            key={key}
            className="flex min-h-11 flex-wrap items-center gap-x-4 rounded-lg bg-sun-pale px-3 py-2 text-ink"
          >
            <bdi dir="ltr" className="tabular-nums">
              {formatSecond(atMs)}
            </bdi>
            <span>{t(`operations.setAside.reason.${reason}`)}</span>
            <span>{t(`operations.setAside.about.${subjectOf(kind)}`)}</span>
            {lessonId !== null && reason !== 'lesson-unknown' && (
              <Link href={`/office/lessons/${lessonId}`} className="underline">
                {t('operations.setAside.lesson')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
