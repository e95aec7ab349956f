import { requireStaff } from '@/app/_server/require-actor'

import type { Office } from './access'
import { Moment } from './dates'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import type { ListFilter } from './list-filters'
import { countOf } from './list-pages'

type Props<Schema extends ListSchema, Page extends Listed> = {
  list: ListDescription<Schema, Page>
  office: Office
  filters: readonly ListFilter[]
  search: string
  page: Page
}

/** What a printed list says above its rows: its title, the filter in words, how many rows of how many, who and when. */
export async function ListPrintHead<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, office, filters, search, page } = props
  const { say, language } = office
  const { name } = await requireStaff()
  const said = filters.flatMap(({ label, value, shown }) => (value === undefined ? [] : [`${label}: ${shown}`]))
  if (search !== '') said.push(`${say('list.search')}: ${search}`)
  return (
    <div className="print-only">
      <p>
        <strong>{say(list.title)}</strong> · Samsal
      </p>
      <p>{said.length > 0 ? `${say('list.filteredBy')}: ${said.join(' · ')}` : say('list.unfiltered')}</p>
      <p>
        {say('list.rows', { count: page.rows.length, total: countOf(page, language) })} · {say('list.printedBy')}{' '}
        <bdi>{name}</bdi>, <Moment at={new Date()} language={language} />
      </p>
    </div>
  )
}
