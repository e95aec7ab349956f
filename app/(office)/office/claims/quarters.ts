export type Quarter = { fromOn: string; untilOn: string; label: string }

const MONTHS = 3

/** The quarter of `todayOn` and those before it, newest first. */
export function quartersUntil(todayOn: string, count: number): Quarter[] {
  const year = Number(todayOn.slice(0, 'YYYY'.length))
  const quarter = Math.floor((Number(todayOn.slice(5, 7)) - 1) / MONTHS)
  return Array.from({ length: count }, (_, back) => quarterOf(year * 4 + quarter - back))
}

/** Quarters are counted from the year 0, four a year. */
function quarterOf(index: number): Quarter {
  const year = Math.floor(index / 4)
  const first = (index % 4) * MONTHS
  const day = (month: number, date: number) =>
    new Date(Date.UTC(year, month, date)).toISOString().slice(0, 'YYYY-MM-DD'.length)
  return { fromOn: day(first, 1), untilOn: day(first + MONTHS, 0), label: `${year} Q${(index % 4) + 1}` }
}
