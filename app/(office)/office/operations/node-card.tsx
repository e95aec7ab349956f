import { Moment } from '@/app/(office)/_kit/dates'
import { useTranslation } from 'react-i18next'

import { formatLength } from '@/app/_components/dates'
import { Facts } from '@/app/(office)/_kit/page-frame'
import { CELL, FIGURE_CELL, Table } from '@/app/(office)/_kit/table'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'
import type { WatchedNode } from '@/protocol/operations'

import { percent, whole } from './figures'

const REACTIONS: Readonly<Record<WatchedNode['state'], { picture: PictogramName; tone: string }>> = {
  alive: { picture: 'check', tone: 'bg-moss-pale text-moss' },
  draining: { picture: 'leave', tone: 'bg-sun-pale text-ink' },
  left: { picture: 'stop', tone: 'bg-birch text-slate' },
  lost: { picture: 'signal-lost', tone: 'bg-lingon-pale text-lingon' },
}
const HEADS = ['worker', 'core', 'memory', 'packetsShort', 'age'] as const
const BYTES_PER_MB = 1_000_000
const SECOND_MS = 1_000

/** A media node: its state in words, its load, and each of its workers. */
export function NodeCard({ node }: { node: WatchedNode }) {
  const { t, i18n } = useTranslation('office')
  const { nodeId, state, goneAtMs, region, ageMs, takesFacts, loadShare, packetsPerSecond, workers, unreadable } = node
  const { picture, tone } = REACTIONS[state]
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-card border border-bark p-4" data-node={state}>
      <h3 className="text-lg font-bold break-all">
        <bdi dir="ltr">{nodeId}</bdi>
      </h3>
      <p className={`flex items-center gap-3 rounded-lg p-3 font-semibold ${tone}`}>
        <Pictogram name={picture} />
        <span>
          {t(`operations.node.${state}`)}
          {goneAtMs !== null && (
            <>
              {' '}
              {t('operations.since')} <Moment at={new Date(goneAtMs)} language={i18n.language} />
            </>
          )}
        </span>
      </p>
      {goneAtMs === null && (
        <>
          <Facts
            facts={[
              [t('operations.region'), region === '' ? t('operations.noRegion') : <bdi key="region">{region}</bdi>],
              [t('operations.age'), <Length key="age" ms={ageMs} />],
              [
                t('operations.load'),
                <span key="load" className="flex flex-col gap-1">
                  {t('operations.loadText', { percent: percent(loadShare), packets: whole(packetsPerSecond) })}
                  <span aria-hidden="true" className="block h-2 overflow-hidden rounded bg-bark">
                    <span
                      className={`block h-full ${loadShare > 0.8 ? 'bg-lingon' : 'bg-spruce'}`}
                      style={{ inlineSize: `${Math.min(100, loadShare * 100)}%` }}
                    />
                  </span>
                </span>,
              ],
            ]}
          />
          {!takesFacts && (
            <p className="flex items-center gap-3 rounded-lg bg-lingon-pale p-3 font-semibold text-lingon">
              <Pictogram name="warning" />
              {t('operations.diskFull')}
            </p>
          )}
          {unreadable > 0 && <p>{t('operations.unreadable', { count: unreadable })}</p>}
          {workers.length === 0 ? <p>{t('operations.noWorkers')}</p> : <Workers node={node} />}
        </>
      )}
    </li>
  )
}

function Workers({ node: { nodeId, workers } }: { node: WatchedNode }) {
  const { t } = useTranslation('office')
  return (
    <Table caption={t('operations.workers', { node: nodeId })}>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col" className={`h-11 px-3 py-1 ${head === 'worker' ? 'text-start' : 'text-end'}`}>
              {t(`operations.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {workers.map((worker) => (
          // A draining worker and its replacement have the same number.
          <tr key={`${worker.index} ${worker.isDraining}`} className="border-t border-bark">
            <td className={CELL}>
              <bdi>{worker.index + 1}</bdi>
              {worker.isDraining && ` · ${t('operations.emptied')}`}
            </td>
            <td className={FIGURE_CELL}>
              <bdi dir="ltr">{percent(worker.cpuShare)} %</bdi>
            </td>
            <td className={FIGURE_CELL}>
              <bdi dir="ltr">{whole(worker.memoryBytes / BYTES_PER_MB)} MB</bdi>
            </td>
            <td className={FIGURE_CELL}>{whole(worker.packetsPerSecond)}</td>
            <td className={FIGURE_CELL}>
              <Length ms={worker.ageSeconds * SECOND_MS} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Length({ ms }: { ms: number }) {
  return (
    <bdi dir="ltr" className="tabular-nums">
      {formatLength(ms)}
    </bdi>
  )
}
