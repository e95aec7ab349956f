import Form from 'next/form'
import Link from 'next/link'

import { Pictogram } from '@/app/_components/pictogram'

import type { Office } from './access'
import type { ListDescription, Listed, ListQuery, ListSchema } from './describe-list'
import { FilterChoice, FilterDate } from './filter'
import { HiddenFields } from './hidden-fields'
import { listAddress, queryParts } from './list-address'
import type { ListFilter } from './list-filters'
import { Menu, MenuWord } from './menu'
import { schemaFields } from './schema-fields'
import { SearchForm, type SearchAction } from './search-form'

export type ListAddress = { path: string; query: Readonly<Record<string, unknown>> }

type SearchProps<Schema extends ListSchema, Page extends Listed> = {
  list: ListDescription<Schema, Page>
  office: Office
  query: ListQuery
  filters: readonly ListFilter[]
  address: ListAddress
  searchAction?: SearchAction | undefined
  sent?: Readonly<Record<string, string>> | undefined
}

const searchFormId = (list: { name: string }) => `search-${list.name}`

/** The search of a list. The filters are fields of its form; the rest of the address is submitted too, except the page. */
export function ListSearch<Schema extends ListSchema, Page extends Listed>(props: SearchProps<Schema, Page>) {
  const { list, office, query, filters, address, searchAction, sent = {} } = props
  if (list.searchLabel === undefined && filters.length === 0) return null
  const id = searchFormId(list)
  const own = new Set([...filters.map(({ name }) => name), 'search', 'cursor'])
  const rest = queryParts(address.query).filter(([name]) => !own.has(name))
  const hidden = <HiddenFields fields={[...rest, ...Object.entries(sent)]} />
  if (list.searchLabel === undefined) {
    // Without its empty search an address without filters would be the usual one.
    return (
      <Form id={id} action={address.path} role="search" className="hidden">
        <HiddenFields fields={[['search', '']]} />
        {hidden}
      </Form>
    )
  }
  const label = office.say(list.searchLabel)
  const maxLength = schemaFields(list.input).search?.maxLength
  const inner = (
    <>
      {hidden}
      <button type="submit" className="button px-3" aria-label={office.say('list.search')}>
        <Pictogram name="search" size={20} />
      </button>
    </>
  )
  if (searchAction) {
    return (
      <SearchForm key={JSON.stringify(query)} action={searchAction} search={query.search} {...{ id, label, maxLength }}>
        {inner}
      </SearchForm>
    )
  }
  return (
    <Form key={JSON.stringify(query)} id={id} action={address.path} role="search" className="flex min-w-0 gap-1">
      <input
        type="search"
        name="search"
        aria-label={label}
        placeholder={label}
        defaultValue={query.search}
        maxLength={maxLength}
        className="field w-52 max-w-full"
      />
      {inner}
    </Form>
  )
}

type FilterProps = { office: Office; filters: readonly ListFilter[]; address: ListAddress }

type FilterMenuProps = FilterProps & { list: { name: string }; isOpen: boolean }

/** The filters of a list behind one button, which asks for their choices: fields of the search's form. */
export function FilterMenu({ list, office, filters, address, isOpen }: FilterMenuProps) {
  if (filters.length === 0) return null
  const form = searchFormId(list)
  const word = office.say('list.filter')
  if (!isOpen) {
    const href = listAddress(address.path, { search: '', ...address.query, filter: 'open', cursor: undefined })
    return (
      <Link
        className="button px-3"
        aria-expanded={false}
        title={word}
        prefetch={false}
        replace
        scroll={false}
        {...{ href }}
      >
        <MenuWord word={word} picture="filter" />
      </Link>
    )
  }
  return (
    <Menu word={word} picture="filter" isAtStart isOpen>
      <div className="grid gap-3">
        {filters.map(({ name, label, value, choices }, index) =>
          choices === null ? (
            <FilterDate key={name} {...{ form, name, label, value }} isFirst={index === 0} />
          ) : (
            <FilterChoice
              key={name}
              {...{ form, name, label, value, choices }}
              isFirst={index === 0}
              all={office.say('list.all')}
            />
          ),
        )}
        <button type="submit" form={form} className="button justify-self-start">
          {office.say('list.apply')}
        </button>
      </div>
    </Menu>
  )
}

/** What a list is filtered by, each with a way to take it away. */
export function FilterChips({ office, filters, address }: FilterProps) {
  const isOn = filters.filter(({ value }) => value !== undefined)
  if (isOn.length === 0 && !address.query.search) return null
  return (
    <ul aria-label={office.say('list.filteredBy')} className="no-print flex min-w-0 flex-wrap items-center gap-1">
      {isOn.map(({ name, label, shown }) => (
        <li key={name} className="min-w-0">
          <Link
            href={addressWithout(address, name)}
            aria-label={office.say('list.unfilter', { filter: `${label}: ${shown}` })}
            className="inline-flex min-h-9 max-w-64 items-center gap-1 rounded-full bg-spruce-pale ps-3 pe-2 text-spruce no-underline hover:underline pointer-coarse:min-h-11"
          >
            <span className="truncate">
              {label}: <bdi>{shown}</bdi>
            </span>
            <Pictogram name="cross" size={18} />
          </Link>
        </li>
      ))}
      <li>
        <Link
          className="link inline-flex min-h-9 items-center px-2 whitespace-nowrap pointer-coarse:min-h-11"
          href={`${address.path}?search=`}
        >
          {office.say('list.clear')}
        </Link>
      </li>
    </ul>
  )
}

function addressWithout({ path, query }: ListAddress, name: string): string {
  const rest = listAddress(path, { ...query, [name]: undefined, cursor: undefined })
  return rest === path ? `${path}?search=` : rest
}
