import 'server-only'
import type { Office } from './access'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import type { Choice } from './field-spec'
import { schemaFields } from './schema-fields'
import { weekdayOf } from './weekday-of'

export type ListFilter = {
  name: string
  label: string
  value: string | undefined
  /** The value in words. */
  shown: string
  /** Null for a date. */
  choices: readonly Choice[] | null
}

/** The filters of a list with their present values. */
export async function readFilters<Schema extends ListSchema, Page extends Listed>(
  list: ListDescription<Schema, Page>,
  office: Office,
  query: object,
): Promise<ListFilter[]> {
  const fields = schemaFields(list.input)
  const described = Object.entries<FilterWords | undefined>(list.filters ?? {})
  const filters = described.map(async ([name, filter]): Promise<ListFilter[]> => {
    if (!filter) return []
    const said: unknown = Reflect.get(query, name)
    const value = typeof said === 'string' ? said : undefined
    const label = office.say(filter.label)
    if (fields[name]?.kind === 'date') {
      const shown = value === undefined ? '' : `${weekdayOf(value, office.language)} ${value}`
      return [{ name, label, value, shown, choices: null }]
    }
    const choices = (await filter.choices?.(office)) ?? []
    const shown = choices.find((choice) => choice.value === value)?.label ?? value ?? ''
    return [{ name, label, value, shown, choices }]
  })
  return (await Promise.all(filters)).flat()
}

type FilterWords = NonNullable<NonNullable<ListDescription<ListSchema, Listed>['filters']>[string]>
