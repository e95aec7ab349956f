import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure, Table } from '../../tests/bench/figures.ts'

export type Results = { figures: Figure[]; tables: Table[] }

const ORDER = [
  'cpuPerPacketRatio',
  'endpointsPerCore',
  'endpointsVersusUsual',
  'subscribers720pPerCore',
  'joinFromPreJoinRoundTrips',
  'joinStraightInRoundTrips',
  'voiceLostShareAt10PercentLoss',
  'voiceLostShareAt20PercentLoss',
  'reconnectSecondsWorkerKill',
  'glassToGlassShareMsP95',
  'twoWorkersRatio',
  'twoHostsRatio',
]

/**
 * The results that the parts of a run have written to a folder, with those of `known` that the run has not measured
 * again.
 */
export function readResults(folder: string, known: Partial<Results> = {}): Results {
  const names = readdirSync(folder).toSorted()
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const figures = names.filter((name) => name.endsWith('.json') && !name.endsWith('.table.json'))
  const tables = names.filter((name) => name.endsWith('.table.json'))
  const placeOf = ({ key }: Figure) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length)
  return {
    figures: withKnown(
      figures.map((name) => read(name) as Figure),
      known.figures,
    ).toSorted((one, other) => placeOf(one) - placeOf(other)),
    tables: withKnown(
      tables.map((name) => read(name) as Table),
      known.tables,
    ),
  }
}

function withKnown<Result extends { key: string }>(fresh: readonly Result[], known: readonly Result[] = []): Result[] {
  const keys = new Set(fresh.map(({ key }) => key))
  return [...known.filter(({ key }) => !keys.has(key)), ...fresh]
}

/** With only significant digits. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return String(Math.round(value))
  return Math.abs(value) >= 1 ? value.toFixed(2) : value.toFixed(3)
}
