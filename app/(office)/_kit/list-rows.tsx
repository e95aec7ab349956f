'use client'

import { useTranslation } from 'react-i18next'

import { drawCell, type Cell } from './cell'
import { SelectAll } from './select-all'

export type Head = {
  name: string
  title: string
  isFigure: boolean
  /** The address of the list sorted by this column; null for one that it cannot be sorted by. */
  sortAddress: string | null
  sorted: 'ascending' | 'descending' | null
}

export type Row = { key: string | number; name: string; cells: readonly Cell[] }

type Props = {
  caption: string
  heads: readonly Head[]
  rows: readonly Row[]
  /** The form that the rows' checkboxes belong to; without it rows have none. */
  pick: string | undefined
}

/** The table of a list. Its links are plain ones: `list-region.tsx` follows them all. */
export function ListRows({ caption, heads, rows, pick }: Props) {
  const { t } = useTranslation('office')
  return (
    <table className="list-table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head, index) => (
            <th
              key={head.name}
              scope="col"
              className={`font-semibold ${head.isFigure ? 'text-end' : 'text-start'}`}
              aria-sort={head.sorted ?? undefined}
            >
              {index === 0 && pick !== undefined ? (
                <span className="flex items-center gap-3">
                  <SelectAll form={pick} />
                  <HeadTitle head={head} />
                </span>
              ) : (
                <HeadTitle head={head} />
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, cells }) => (
          <tr key={key} data-key={key} tabIndex={-1}>
            {cells.map((cell, index) => (
              <td key={heads[index]?.name} className={heads[index]?.isFigure ? 'list-figure' : undefined}>
                {index === 0 && pick !== undefined && (
                  <input
                    type="checkbox"
                    form={pick}
                    name="id"
                    value={key}
                    aria-label={t('bulk.pick', { name })}
                    autoComplete="off"
                    className="list-pick"
                  />
                )}
                {drawCell(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HeadTitle({ head: { title, sortAddress, sorted } }: { head: Head }) {
  if (sortAddress === null) return <span>{title}</span>
  return (
    // oxlint-disable-next-line nextjs/no-html-link-for-pages
    <a className="list-sort" href={sortAddress}>
      {title}
      {sorted && (
        <span aria-hidden="true" className="font-[sans-serif]">
          {sorted === 'ascending' ? '↑' : '↓'}
        </span>
      )}
    </a>
  )
}
