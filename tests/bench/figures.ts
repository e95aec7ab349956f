import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a run of the benchmark found of one thing, in the order of its repetitions. */
export type Figure = {
  /** Key in docs/performance.json. */
  key: string
  /** What it is, in a few words. */
  what: string
  unit: string
  values: number[]
  /** What it was measured against in the same run, and how. */
  beside: string
  /** What is promised; a figure without a promise is for information. */
  promise?: { atMost?: number; atLeast?: number }
  /** What stands in the way of a better figure here: processor, packets, the tester, the network; with what shows it. */
  limit: string
}

export const FIGURES_FOLDER = fileURLToPath(new URL('../../.artifacts/bench', import.meta.url))
/** How often each thing is measured. */
export const REPEATS = Number(process.env.BENCH_REPEATS ?? 3)

/** Keeps a figure for the report, beside those of other files of the same run. */
export async function keepFigure(figure: Figure): Promise<void> {
  await mkdir(FIGURES_FOLDER, { recursive: true })
  await writeFile(path.join(FIGURES_FOLDER, `${figure.key}.json`), JSON.stringify(figure, null, 2))
}

/** Keeps a table for the report. */
export async function keepTable(table: {
  key: string
  title: string
  head: string[]
  rows: string[][]
  note?: string
}) {
  await mkdir(FIGURES_FOLDER, { recursive: true })
  await writeFile(path.join(FIGURES_FOLDER, `${table.key}.table.json`), JSON.stringify(table, null, 2))
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN
}

/** @throws when the middle of the repetitions does not keep what is promised. */
export function expectKept({ what, values, promise }: Figure): void {
  const value = median(values)
  if (value <= (promise?.atMost ?? Infinity) && value >= (promise?.atLeast ?? -Infinity)) return
  throw new Error(`${what}: ${values.join(', ')} against ${JSON.stringify(promise)}`)
}

/** Measures something as often as the run says, one after the other. */
export async function repeat<Result>(measure: (round: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let round = 0; round < REPEATS; round += 1) results.push(await measure(round))
  return results
}
