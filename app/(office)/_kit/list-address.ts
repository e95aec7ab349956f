const USUAL_PAGE_SIZE = 25

type Query = Readonly<Record<string, unknown>>

/** The parts of a list's query for its address; empty and default values are left out. */
export function queryParts(query: Query): [string, string][] {
  return Object.entries(query).flatMap(([name, value]): [string, string][] => {
    const isUsual = name === 'pageSize' && value === USUAL_PAGE_SIZE
    if (isUsual || (typeof value !== 'string' && typeof value !== 'number') || value === '') return []
    return [[name, String(value)]]
  })
}

/** The address of a list with this query. */
export function listAddress(path: string, query: Query): string {
  const said = new URLSearchParams(queryParts(query))
  return said.size > 0 ? `${path}?${said.toString()}` : path
}

/** Whether a list's query leaves rows out: it has a search or a filter. */
export function isFiltered(query: Query): boolean {
  const { sort: _sort, direction: _direction, cursor: _cursor, pageSize: _size, ...filters } = query
  return queryParts(filters).length > 0
}
