import type { ExportedList } from '@/services/lists/export-list'

import type { Office } from './access'
import type { ListBulk } from './describe-bulk'
import type { ListDescription, Listed, ListSchema } from './describe-list'
import { isFiltered } from './list-address'
import { readList, shownColumns } from './read-list'
import type { Given } from './read-query'

const PAGE_SIZE = 200

/** A list as seen by code that finds it by name: the type of its rows is erased. */
export type OfficeList = {
  name: string
  path: string
  bulk: readonly ListBulk[]
  /** The list as its page shows it for an address, with every row. */
  exported: (office: Office, given: Given) => ExportedList
  /** Keys of the rows that match an address's filter, at most `most` plus one. */
  keys: (office: Office, given: Given, most: number) => Promise<string[]>
}

/** A described list as one of the office's. */
export function officeList<Schema extends ListSchema, Page extends Listed>(
  list: ListDescription<Schema, Page>,
): OfficeList {
  const { name, path, bulk = [] } = list
  return { name, path, bulk, exported: exportedOf(list), keys: keysOf(list) }
}

/** The same filter, order and columns as on the page, and every row. */
function exportedOf<Schema extends ListSchema, Page extends Listed>(
  list: ListDescription<Schema, Page>,
): OfficeList['exported'] {
  return (office, given) => {
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
  }
}

function keysOf<Schema extends ListSchema, Page extends Listed>(
  list: ListDescription<Schema, Page>,
): OfficeList['keys'] {
  return async ({ actor }, given, most) => {
    const { query } = readList(list, given)
    const keys: string[] = []
    let cursor: string | undefined
    do {
      const page = await list.load(actor, { ...query, pageSize: PAGE_SIZE, cursor })
      keys.push(...page.rows.map((row) => String(list.rowKey(row))))
      cursor = page.next ?? undefined
    } while (cursor !== undefined && keys.length <= most)
    return keys
  }
}
