import Link from 'next/link'
import type { ReactNode } from 'react'

import { municipalityId } from '@/services/ids'

import type { Office } from './access'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import type { ListAddress } from './list-bar'
import { isFiltered } from './list-address'

type Props<Schema extends ListSchema, Page extends Listed> = {
  list: ListDescription<Schema, Page>
  office: Office
  query: Readonly<Record<string, unknown>>
  address: ListAddress
}

/** Why a list has no rows: they are not for this actor, none match the filter, or there are none yet; and what to do. */
export function EmptyList<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, office, query, address } = props
  const { say, may } = office
  const asked = municipalityId.safeParse(query.municipalityId)
  const isRefused = asked.success && !may(list.permission, asked.data)
  const all = (
    <Link className="link inline-flex min-h-11 items-center" href={`${address.path}?search=`}>
      {say('list.clear')}
    </Link>
  )
  if (isRefused) return <Empty text={say('list.notYours')}>{all}</Empty>
  if (isFiltered(query)) return <Empty text={say(list.empty?.none ?? 'list.none')}>{all}</Empty>
  const { add } = list
  return (
    <Empty text={say(list.empty?.noneYet ?? 'list.noneYet')}>
      {add && may(add.permission) && (
        <Link className="link inline-flex min-h-11 items-center" href={`${list.path}/new`}>
          {say(add.word)}
        </Link>
      )}
    </Empty>
  )
}

function Empty({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="card flex flex-wrap items-center gap-x-4">
      <p className="text-lg">{text}</p>
      {children}
    </div>
  )
}
