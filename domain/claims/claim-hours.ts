const MINUTES_PER_HOUR = 60

/**
 * Minutes as hundredths of a clock hour, rounded half up. A claim prints hours with two decimals, and its total is the sum
 * of the printed rows (`sumOfHundredths`), not the rounded sum of their minutes: anyone who adds up the column gets the same.
 */
export function hundredthsOfHours(minutes: number): number {
  return Math.round((minutes * 100) / MINUTES_PER_HOUR)
}

/** The total of rows that are printed in hours, in hundredths of an hour. */
export function sumOfHundredths(rows: readonly { presentMinutes: number }[]): number {
  return rows.reduce((total, row) => total + hundredthsOfHours(row.presentMinutes), 0)
}
