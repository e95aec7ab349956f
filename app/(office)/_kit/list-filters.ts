import 'server-only'
import { formatWeekday } from '@/app/_components/dates'

import type { Office } from './access'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import type { Choice } from './field-spec'
import { schemaFields } from './schema-fields'

export type ListFilter = {
  name: string
  label: string
  value: string | undefined
  /** The value in words. */
  shown: string
  /** Null for a date. */
  choices: readonly Choice[] | null
}

/**
 * The filters of a list with their present values. Choices are loaded for those that are on, whose value is shown in
 * words, and for all when the filters are open: a region has hundreds of groups.
 */
export async function readFilters<Schema extends ListSchema, Page extends Listed>(
  list: ListDescription<Schema, Page>,
  office: Office,
  { query, isOpen }: { query: object; isOpen: boolean },
): Promise<ListFilter[]> {
  const fields = schemaFields(list.input)
  const described = Object.entries<FilterWords | undefined>(list.filters ?? {})
  const filters = described.map(async ([name, filter]): Promise<ListFilter[]> => {
    if (!filter) return []
    const said: unknown = Reflect.get(query, name)
    const value = typeof said === 'string' ? said : undefined
    const label = office.say(filter.label)
    if (fields[name]?.kind === 'date') {
      const shown = value === undefined ? '' : `${formatWeekday(value, office.language)} ${value}`
      return [{ name, label, value, shown, choices: null }]
    }
    const choices = isOpen || value !== undefined ? ((await filter.choices?.(office)) ?? []) : []
    const shown = choices.find((choice) => choice.value === value)?.label ?? value ?? ''
    return [{ name, label, value, shown, choices }]
  })
  return (await Promise.all(filters)).flat()
}

type FilterWords = NonNullable<NonNullable<ListDescription<ListSchema, Listed>['filters']>[string]>
