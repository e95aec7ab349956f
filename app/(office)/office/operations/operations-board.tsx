'use client'

import { useTranslation } from 'react-i18next'

import { formatSecond } from '@/app/_components/dates'
import { Section } from '@/app/(office)/_kit/page-frame'
import { Pictogram } from '@/app/_components/pictogram'
import type { Operations } from '@/protocol/operations'

import { FactsSetAside } from './facts-set-aside'
import { whole } from './figures'
import { LessonCard } from './lesson-card'
import { NodeCard } from './node-card'
import { useOperations } from './use-operations'

/** Nodes and lessons as they are now. Items keep their position while somebody reads. */
export function OperationsBoard({ first }: { first: Operations }) {
  const { t } = useTranslation('office')
  const { now, news, isStale } = useOperations(first)
  const { atMs, nodes, lessons, others, setAside } = now
  return (
    <>
      <p
        className={`flex min-h-11 items-center gap-2 rounded-lg px-3 ${isStale ? 'bg-sun-pale text-ink' : 'text-slate'}`}
      >
        <Pictogram name={isStale ? 'signal-lost' : 'clock'} />
        <span>
          {t('operations.at')}{' '}
          <bdi dir="ltr" className="tabular-nums">
            {formatSecond(atMs)}
          </bdi>
          {isStale && `. ${t('operations.stale')}`}
        </span>
      </p>
      <div role="status" className="sr-only">
        {news.map((one) => (
          <p key={`${one.what} ${one.name}`}>{t(`operations.news.${one.what}`, one)}</p>
        ))}
      </div>
      <Section title={t('operations.lessons')}>
        {lessons.length === 0 && <p className="text-lg">{t('operations.noLessons')}</p>}
        <ul className="grid gap-4 xl:grid-cols-2">
          {lessons.map((lesson) => (
            <LessonCard key={lesson.lessonId} lesson={lesson} />
          ))}
        </ul>
        <p className="text-slate">
          {t('operations.others')}{' '}
          {others.lessons === 0
            ? t('operations.noOthers')
            : t('operations.othersText', {
                lessons: others.lessons,
                endpoints: whole(others.endpoints),
                packets: whole(others.packetsPerSecond),
              })}
        </p>
      </Section>
      <Section title={t('operations.nodes')}>
        {nodes.length === 0 && <p className="text-lg">{t('operations.noNodes')}</p>}
        <ul className="grid gap-4 xl:grid-cols-2">
          {nodes.map((node) => (
            <NodeCard key={node.nodeId} node={node} />
          ))}
        </ul>
      </Section>
      <FactsSetAside setAside={setAside} />
    </>
  )
}
