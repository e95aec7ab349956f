import Form from 'next/form'
import Link from 'next/link'

import { Pictogram } from '@/app/_components/pictogram'

import type { Office } from './access'
import type { ListDescription, Listed, ListQuery, ListSchema } from './describe-list'
import { FilterChoice, FilterDate } from './filter'
import { HiddenFields } from './hidden-fields'
import { queryParts } from './list-address'
import { schemaFields } from './schema-fields'
import { SearchForm, type SearchAction } from './search-form'

export type ListAddress = { path: string; query: Readonly<Record<string, unknown>> }

type Props<Schema extends ListSchema, Page extends Listed> = {
  list: ListDescription<Schema, Page>
  office: Office
  query: ListQuery
  address: ListAddress
  searchAction?: SearchAction | undefined
  sent?: Readonly<Record<string, string>> | undefined
}

/** The search and the filters of a list. The rest of the address is submitted with them, except the page. */
export async function ListFilters<Schema extends ListSchema, Page extends Listed>(props: Props<Schema, Page>) {
  const { list, office, query, address, searchAction, sent = {} } = props
  const filters = Object.keys(list.filters ?? {})
  if (list.searchLabel === undefined && filters.length === 0) return null
  const label = list.searchLabel && office.say(list.searchLabel)
  const maxLength = schemaFields(list.input).search?.maxLength
  const shown = new Set([...filters, 'search', 'cursor'])
  const rest = queryParts(address.query).filter(([name]) => !shown.has(name))
  const inner = (
    <>
      <Filters {...{ list, office, query }} />
      <HiddenFields fields={[...rest, ...Object.entries(sent)]} />
      <div className="flex items-center gap-3">
        <button type="submit" className="button">
          <Pictogram name="search" />
          {office.say('list.search')}
        </button>
        <Link className="link inline-flex min-h-11 items-center whitespace-nowrap" href={`${address.path}?search=`}>
          {office.say('list.clear')}
        </Link>
      </div>
    </>
  )
  if (searchAction && label !== undefined) {
    return (
      <SearchForm key={JSON.stringify(query)} action={searchAction} search={query.search} {...{ label, maxLength }}>
        {inner}
      </SearchForm>
    )
  }
  return (
    <Form
      key={JSON.stringify(query)}
      action={address.path}
      role="search"
      className="no-print flex flex-wrap items-end gap-3"
    >
      {label !== undefined && (
        <label className="flex min-w-0 grow basis-56 flex-col gap-1 font-semibold">
          {label}
          <input
            type="search"
            name="search"
            defaultValue={query.search}
            maxLength={maxLength}
            className="field font-normal"
          />
        </label>
      )}
      {inner}
    </Form>
  )
}

type FiltersProps<Schema extends ListSchema, Page extends Listed> = Pick<
  Props<Schema, Page>,
  'list' | 'office' | 'query'
>

async function Filters<Schema extends ListSchema, Page extends Listed>(props: FiltersProps<Schema, Page>) {
  const { list, office, query } = props
  const fields = schemaFields(list.input)
  const filters = Object.entries<FilterWords | undefined>(list.filters ?? {})
  return Promise.all(
    filters.map(async ([name, filter]) => {
      if (!filter) return null
      const said: unknown = Reflect.get(query, name)
      const value = typeof said === 'string' ? said : undefined
      const label = office.say(filter.label)
      if (fields[name]?.kind === 'date') return <FilterDate key={name} {...{ name, label, value }} />
      const choices = (await filter.choices?.(office)) ?? []
      return <FilterChoice key={name} {...{ name, label, value, choices }} all={office.say('list.all')} />
    }),
  )
}

type FilterWords = NonNullable<NonNullable<ListDescription<ListSchema, Listed>['filters']>[string]>
