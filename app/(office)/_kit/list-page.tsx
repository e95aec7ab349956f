import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'

import { saveViewAction } from '@/app/(office)/office/lists/actions'
import { listViews } from '@/services/lists/list-views'

import { requireOfficeAccess, type Office } from './access'
import { DataList } from './data-list'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import { OfficePage } from './page-frame'
import type { SearchParams } from './read-query'
import { viewAddress, type SavedView } from './saved-views'
import type { SearchAction } from './search-form'

type Props<Schema extends ListSchema, Page extends Listed> = {
  list: ListDescription<Schema, Page>
  searchParams: SearchParams
  searchAction?: SearchAction
  actions?: (office: Office) => ReactNode
  besides?: (office: Office) => ReactNode
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
    <OfficePage
      title={office.say(list.title)}
      text={list.text && office.say(list.text)}
      actions={
        <>
          {props.actions?.(office)}
          {add && office.may(add.permission) && (
            <Link className="button button-main" href={`${list.path}/new`}>
              {office.say(add.word)}
            </Link>
          )}
        </>
      }
    >
      <DataList<Schema, Page>
        {...{ list, office, given, searchAction, kept }}
        besides={props.besides?.(office)}
        after={after && ((page) => after(page, office))}
      />
    </OfficePage>
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
