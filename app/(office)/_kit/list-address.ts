export type ListQuery = { search: string; sort: string; direction: 'asc' | 'desc'; page: number; pageSize: number }

const USUAL_PAGE_SIZE = 25

/** The address of a list with this query; what is empty or usual is left out. */
export function listAddress(path: string, query: Readonly<Record<string, unknown>>): string {
  const said = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const isUsual = (name === 'page' && value === 1) || (name === 'pageSize' && value === USUAL_PAGE_SIZE)
    if (isUsual || (typeof value !== 'string' && typeof value !== 'number') || value === '') continue
    said.set(name, String(value))
  }
  return said.size > 0 ? `${path}?${said.toString()}` : path
}
