import Link from 'next/link'

import type { Office } from '@/app/(office)/_kit/access'

import { addressOf, ROW_KINDS, type WorklistFilter, type WorklistRow } from './worklist-rows'

type Props = { office: Office; rows: readonly WorklistRow[]; filter: WorklistFilter }

/** One touch narrows the worklist to a kind, a municipality or what is the reader's own; only what there is to choose. */
export function WorklistFilters({ office, rows, filter }: Props) {
  const { say } = office
  const kinds = ROW_KINDS.filter((kind) => rows.some((row) => row.kind === kind))
  const places = new Map(
    rows.flatMap((row) => (row.municipality ? [[row.municipality.id, row.municipality.name]] : [])),
  )
  const isAll = !filter.kind && !filter.municipality && !filter.mine
  const chips: readonly { word: string; next: WorklistFilter; isOn: boolean }[] = [
    { word: say('worklist.all'), next: {}, isOn: isAll },
    ...(rows.some((row) => row.isMine) && rows.some((row) => !row.isMine)
      ? [
          {
            word: say('worklist.mine'),
            next: { ...filter, mine: filter.mine ? undefined : ('1' as const) },
            isOn: !!filter.mine,
          },
        ]
      : []),
    ...(kinds.length > 1
      ? kinds.map((kind) => {
          const isOn = filter.kind === kind
          return { word: say(`worklist.kind.${kind}`), next: { ...filter, kind: isOn ? undefined : kind }, isOn }
        })
      : []),
    ...(places.size > 1
      ? [...places].map(([id, name]) => {
          const isOn = filter.municipality === id
          return { word: name, next: { ...filter, municipality: isOn ? undefined : id }, isOn }
        })
      : []),
  ]
  // What is filtered can be shown again, also when there is nothing left to choose.
  if (chips.length === 1 && isAll) return null
  return (
    <nav aria-label={say('worklist.filters')} className="no-print flex flex-wrap gap-2">
      {chips.map(({ word, next, isOn }) => (
        <Link
          key={word}
          href={addressOf(next)}
          scroll={false}
          aria-current={isOn ? 'true' : undefined}
          className={`inline-flex min-h-9 items-center rounded-full border px-3 no-underline pointer-coarse:min-h-11 ${isOn ? 'border-spruce bg-spruce-pale font-bold text-spruce' : 'border-bark text-ink'}`}
        >
          <bdi>{word}</bdi>
        </Link>
      ))}
    </nav>
  )
}
