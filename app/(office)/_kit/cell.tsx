import type { ReactNode } from 'react'

import { formatWeekday } from '@/app/_components/dates'
import { Pictogram, type PictogramName } from '@/app/_components/pictogram'

import { RowLink } from './row-link'

type Mark = { picture: PictogramName; look: string; text: string }
type Day = { weekday: string; date: string }

/**
 * What stands in a cell of a list: data where it can be. Elements made by the server are sent twice, as what they are
 * made of and as HTML, and drawn twice for it, which took a fifth of a list's time.
 */
export type Cell =
  | string
  | number
  | null
  | { is: 'link'; to: string; text: string }
  | { is: 'mark'; mark: Mark }
  /** A day, or the first and the last one. */
  | { is: 'days'; days: readonly Day[] }
  | { is: 'list'; items: readonly { key: string; text: string; to?: string }[] }
  /** A name, what distinguishes it from others, and a mark. */
  | { is: 'named'; to: string | null; name: string; after: string; mark: Mark | null }
  | { is: 'node'; node: ReactNode }

export const dayOf = (date: string, language: string): Day => ({ weekday: formatWeekday(date, language), date })

/** A cell as elements. */
export function drawCell(cell: Cell): ReactNode {
  if (cell === null || typeof cell !== 'object') return cell
  switch (cell.is) {
    case 'link':
      return <RowLink href={cell.to}>{cell.text}</RowLink>
    case 'mark':
      return <MarkSign {...cell.mark} />
    case 'days':
      // The first and the last day can be the same.
      return cell.days.map(({ weekday, date }, index) => (
        <span key={index === 0 ? 'from' : 'until'} className="whitespace-nowrap tabular-nums">
          {index > 0 && ' – '}
          {weekday} <bdi>{date}</bdi>
        </span>
      ))
    case 'list':
      return (
        <ul>
          {cell.items.map(({ key, text, to }) => (
            <li key={key}>{to === undefined ? <bdi>{text}</bdi> : <RowLink href={to}>{text}</RowLink>}</li>
          ))}
        </ul>
      )
    case 'named':
      return <Named {...cell} />
    case 'node':
      return cell.node
  }
}

/** A picture and a word on pale ground. */
export function MarkSign({ picture, look, text }: Mark) {
  return (
    <span className={`inline-flex items-center gap-1 rounded px-2 align-middle whitespace-nowrap ${look}`}>
      <Pictogram name={picture} size={18} />
      {text}
    </span>
  )
}

/** A name with what distinguishes it from others, linked in a list to its page. */
export function Named({ to, name, after, mark }: Omit<Extract<Cell, { is: 'named' }>, 'is'>) {
  const shown = <bdi className="font-semibold">{name}</bdi>
  return (
    <>
      {to === null ? shown : <RowLink href={to}>{shown}</RowLink>}{' '}
      <span className="text-slate tabular-nums">{after}</span>
      {mark && (
        <span className="ms-2">
          <MarkSign {...mark} />
        </span>
      )}
    </>
  )
}
