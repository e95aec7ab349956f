import type { Page } from 'playwright-core'

/** Planned, present, excused, technical failure, absent. */
export type Minutes = readonly [planned: number, present: number, excused: number, technical: number, absent: number]
export type PrintedRow = readonly [name: string, ...Minutes]

const COLUMNS = 6

/** The rows of a lesson's attendance as the office prints them, by name. */
export async function readAttendance(page: Page): Promise<PrintedRow[]> {
  const rows = await page.locator('tbody').evaluateAll((bodies) =>
    bodies.map((body) => {
      const [row] = body.querySelectorAll('tr')
      const figures = [...(row?.querySelectorAll('td') ?? [])].map((cell) => Number(cell.textContent))
      return [row?.querySelector('th bdi')?.textContent ?? '', ...figures] as const
    }),
  )
  const whole = rows.filter((row) => row.length === COLUMNS) as unknown as PrintedRow[]
  return whole.toSorted(([one, ...ofOne], [other, ...ofOther]) =>
    `${one} ${ofOne.join(' ')}`.localeCompare(`${other} ${ofOther.join(' ')}`, 'sv'),
  )
}

export type PrintedClaim = {
  rows: { hundredths: number; minutes: number }[]
  total: { hundredths: number; minutes: number }
}

/** The hours and minutes of a claim as they are printed, row by row, and their printed total. */
export async function readClaim(page: Page): Promise<PrintedClaim> {
  const read = (part: string) =>
    page.locator(`main table > ${part} > tr`).evaluateAll((rows) =>
      rows.map((row) => {
        const figures = [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim() ?? '')
        const at = figures.findIndex((text) => /^\d+[.,]\d\d$/.test(text))
        return { hundredths: Number((figures[at] ?? '').replace(/[.,]/, '')), minutes: Number(figures[at + 1]) }
      }),
    )
  const [total] = await read('tfoot')
  if (!total) throw new Error('the claim prints no total')
  return { rows: await read('tbody'), total }
}
