import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** One result of the benchmark, in the order of its repetitions. */
export type Figure = {
  /** Key in docs/performance.json. */
  key: string
  /** What it is, in a few words. */
  what: string
  unit: string
  values: number[]
  /** What it was compared with in the same run, and how. */
  beside: string
  /** The target; a figure without one is for information. */
  promise?: { atMost?: number; atLeast?: number }
  /** When it was measured, if that was in an earlier run than the rest. */
  on?: string
  /** What limits this figure: processor, packets, the tester, the network; with the evidence. */
  limit: string
}

export type Table = { key: string; title: string; head: string[]; rows: string[][]; note?: string }

const FIGURES_FOLDER = fileURLToPath(new URL('../../.artifacts/bench', import.meta.url))
/** How often each thing is measured. */
export const REPEATS = Number(process.env.BENCH_REPEATS ?? 3)

/** Saves a figure for the report, beside those of other files of the same run. */
export async function keepFigure(figure: Figure): Promise<void> {
  await mkdir(FIGURES_FOLDER, { recursive: true })
  await writeFile(path.join(FIGURES_FOLDER, `${figure.key}.json`), JSON.stringify(figure, null, 2))
}

/** Saves a table for the report. */
export async function keepTable(table: Table): Promise<void> {
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

/** Whether the median of the repetitions meets the target; null for a figure without one. */
export function isKept({ values, promise }: Figure): boolean | null {
  if (!promise) return null
  const value = median(values)
  return value <= (promise.atMost ?? Infinity) && value >= (promise.atLeast ?? -Infinity)
}

/** @throws when it does not. */
export function expectKept(figure: Figure): void {
  if (isKept(figure) !== false) return
  const { what, values, promise } = figure
  throw new Error(`${what}: ${values.join(', ')} against ${JSON.stringify(promise)}`)
}

/** Repeats a measurement as often as the run requires, one after the other. */
export async function repeat<Result>(measure: (round: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let round = 0; round < REPEATS; round += 1) results.push(await measure(round))
  return results
}
