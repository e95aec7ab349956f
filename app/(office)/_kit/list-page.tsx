import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'

import { saveViewAction } from '@/app/(office)/office/lists/actions'
import { listViews } from '@/services/lists/list-views'

import { requireOfficeAccess, type Office } from './access'
import { DataList } from './data-list'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import { ListKeys } from './list-keys'
import { Menu } from './menu'
import type { SearchParams } from './read-query'
import { readRowHeight } from './read-row-height'
import { viewAddress, type SavedView } from './saved-views'
import type { SearchAction } from './search-form'

type Props<Schema extends ListSchema, Page extends Listed> = {
  list: ListDescription<Schema, Page>
  searchParams: SearchParams
  searchAction?: SearchAction
  actions?: (office: Office) => ReactNode
  after?: (page: Page, office: Office) => ReactNode
}

/** The page of a list, for actors who may see it. */
export async function ListPage<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, searchAction, after } = props
  const office = await requireOfficeAccess(list.permission)
  const given = await props.searchParams
  const { add } = list
  const views = await listViews(office.actor, { list: list.name })
  if (Object.keys(given).length === 0) openDefault(list.path, views)
  const kept = { views, current: [given.view].flat()[0], save: saveViewAction }
  return (
    <main className="list-page" data-rows={await readRowHeight()}>
      <div className="no-print flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-xl font-bold break-words">{office.say(list.title)}</h1>
        <AboutList {...{ list, office }} />
        <div className="ms-auto flex flex-wrap items-center gap-2">
          {props.actions?.(office)}
          {add && office.may(add.permission) && (
            <Link className="button button-main" href={`${list.path}/new`}>
              {office.say(add.word)}
            </Link>
          )}
        </div>
      </div>
      <DataList<Schema, Page>
        {...{ list, office, given, searchAction, kept }}
        after={after && ((page) => after(page, office))}
      />
    </main>
  )
}

const KEYS = ['move', 'page', 'open', 'pick', 'back'] as const

/** What the list contains, and its keys. */
function AboutList<Schema extends ListSchema, Page extends Listed>(
  props: Pick<Props<Schema, Page>, 'list'> & { office: Office },
) {
  const { list, office } = props
  const { say } = office
  return (
    <Menu word={say('list.about')} picture="keys" isQuiet isAtStart>
      {list.text && <p>{say(list.text)}</p>}
      <ListKeys
        title={say('list.keys.title')}
        keys={KEYS.map((key) => ({ press: say(`list.keys.${key}.press`), does: say(`list.keys.${key}.does`) }))}
      />
    </Menu>
  )
}

/** A page with nothing but its list. */
export function listPage<Schema extends ListSchema, Page extends Listed>(list: ListDescription<Schema, Page>) {
  return function OfficeListPage({ searchParams }: { searchParams: SearchParams }) {
    return <ListPage list={list} searchParams={searchParams} />
  }
}

/** An empty address opens the actor's default view. */
function openDefault(path: string, views: readonly SavedView[]): void {
  const view = views.find((one) => one.isDefault)
  if (view) redirect(viewAddress(path, view))
}
