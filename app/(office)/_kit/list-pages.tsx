import Link from 'next/link'

import { perLanguage } from '@/app/_components/per-language'

import type { Office } from './access'
import type { Listed } from './describe-list'
import { listAddress } from './list-address'
import type { ListAddress } from './list-bar'

type Props = { office: Office; address: ListAddress; page: Omit<Listed, 'rows'> }

/** The number of rows, and links to the previous and next page. */
export function ListPages({ office, address, page }: Props) {
  const { say, language } = office
  if (page.total === 0) return null
  const to = (cursor: string) => listAddress(address.path, { ...address.query, cursor })
  return (
    <nav aria-label={say('list.pages')} className="ms-auto flex flex-wrap items-center gap-3">
      {page.previous !== null && (
        <Link className="button" href={to(page.previous)} rel="prev" prefetch={false}>
          {say('list.previous')}
        </Link>
      )}
      <span className="tabular-nums">{say('list.total', { count: countOf(page, language) })}</span>
      {page.next !== null && (
        <Link className="button" href={to(page.next)} rel="next" prefetch={false}>
          {say('list.next')}
        </Link>
      )}
    </nav>
  )
}

const numbersIn = perLanguage((language) => new Intl.NumberFormat(language))

/** "37", or "1 000+" where counting stopped. */
export function countOf({ total, isCapped }: Pick<Listed, 'total' | 'isCapped'>, language: string): string {
  return `${numbersIn(language).format(total)}${isCapped ? '+' : ''}`
}
