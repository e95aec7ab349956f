import type { ExportedList } from '@/services/lists/export-list'

import type { Office } from './access'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import { queryParts } from './list-address'
import { readList, shownColumns } from './read-list'
import type { Given } from './read-query'

const PAGE_SIZE = 200

/** What a list's name leads to when it is exported. */
export type ListExport = { name: string; path: string; of: (office: Office, given: Given) => ExportedList }

/** The export of a list as its page shows it for an address: the same filter, order and columns, and every row. */
export function exportOf<Schema extends ListSchema, Page extends Listed>(
  list: ListDescription<Schema, Page>,
): ListExport {
  return {
    name: list.name,
    path: list.path,
    of: (office, given) => {
      const { query, columns: names } = readList(list, given)
      const columns = shownColumns(list, names).flatMap(([, column]) => (column.isAction ? [] : [column]))
      return {
        permission: list.permission,
        title: office.say(list.title),
        head: columns.map((column) => office.say(column.title)),
        isFiltered: isFiltered(query),
        read: async (cursor) => {
          const page = await list.load(office.actor, { ...query, pageSize: PAGE_SIZE, cursor })
          return { rows: page.rows.map((row) => columns.map((column) => column.value(row, office))), next: page.next }
        },
      }
    },
  }
}

function isFiltered(query: Readonly<Record<string, unknown>>): boolean {
  const { sort: _sort, direction: _direction, cursor: _cursor, pageSize: _size, ...filters } = query
  return queryParts(filters).length > 0
}
