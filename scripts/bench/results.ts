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

/** The results that the parts of a run have written to a folder. */
export function readResults(folder: string): Results {
  const names = readdirSync(folder).toSorted()
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const figures = names.filter((name) => name.endsWith('.json') && !name.endsWith('.table.json'))
  const tables = names.filter((name) => name.endsWith('.table.json'))
  const placeOf = ({ key }: Figure) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length)
  return {
    figures: figures.map((name) => read(name) as Figure).toSorted((one, other) => placeOf(one) - placeOf(other)),
    tables: tables.map((name) => read(name) as Table),
  }
}

/** With only significant digits. */
export function show(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return String(Math.round(value))
  return Math.abs(value) >= 1 ? value.toFixed(2) : value.toFixed(3)
}
