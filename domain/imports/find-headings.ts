import { guessColumns } from './import-fields'

type Row = { rowNumber: number; cells: readonly string[] }

/** Titles and empty rows stand above the headings, and not many. */
const LOOKED_AT = 20

/** The row of the headings: the one among the first that names most fields; the first row where none is known. */
export function findHeadings(rows: readonly Row[]): number {
  const named = rows.slice(0, LOOKED_AT).map(({ cells }) => guessColumns(cells).filter(Boolean).length)
  return Math.max(0, named.indexOf(Math.max(...named)))
}
