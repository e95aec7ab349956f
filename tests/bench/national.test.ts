import { expect, test } from 'vitest'

import { fillCluster } from '@/tests/support/national/fill-cluster'
import { measureAsks, type Measured } from '@/tests/support/national/measure'
import { loadAskers } from '@/tests/support/national/world'

import { keepFigure, keepTable, percentile } from './figures'

const SCALES = [1, 10, 100] as const
type Scale = (typeof SCALES)[number]
const TEST_MS = 3_600_000
/** Given up beyond it, so that one query does not take the time of all others. */
const STATEMENT_TIMEOUT_MS = 5_000
const LIMIT_MS = 200
const GROWTH_MAX = 2
const BYTES_PER_GIGABYTE = 1e9

/** Which askers of one column; of several the slowest counts. */
const PLACES = {
  largest: (who: string) => who.endsWith(', largest') || who === 'screen',
  middle: (who: string) => who.endsWith(', middle') || who === 'participant',
  all: (who: string) => who.endsWith(', all'),
} as const
type Place = keyof typeof PLACES

const p95 = ({ times }: Measured) => percentile(times, 95)

test(
  'every list, search and board at the size of a country',
  async () => {
    const measured = new Map<Scale, Measured[]>()
    const sizes: string[][] = []
    for (const scale of SCALES) {
      const filledAt = performance.now()
      const cluster = await fillCluster({ scale, statementTimeoutMs: STATEMENT_TIMEOUT_MS })
      const minutes = (performance.now() - filledAt) / 60_000
      const { bytes, rows } = cluster.filled
      sizes.push([`${scale} %`, ...rows.map(({ count }) => String(count)), gigabytes(bytes), minutes.toFixed(1)])
      const askers = await loadAskers(cluster.owner)
      measured.set(scale, await measureAsks(askers, Date.now()))
      await cluster.close()
      await keepSizes(rows, sizes)
      if (scale === 100) await keepGigabytes(bytes)
    }
    await keepMeasured(measured)
    expect(measured.size).toBe(SCALES.length)
  },
  TEST_MS,
)

const gigabytes = (bytes: number) => (bytes / BYTES_PER_GIGABYTE).toFixed(1)

async function keepSizes(rows: readonly { table: string }[], sizes: string[][]): Promise<void> {
  await keepTable({
    ...{ key: 'national-sizes', title: 'A made-up region at the size of a country: rows', rows: sizes },
    head: ['scale', ...rows.map(({ table }) => table), 'GB', 'minutes to fill'],
    note: 'Made by `npm run fill`. One municipality has 15 % of all persons, one lesson 300. With three municipalities, at 1 %, the largest has 54 %.',
  })
}

async function keepGigabytes(bytes: number): Promise<void> {
  await keepFigure({
    ...{ key: 'nationalGigabytes', what: 'the database at the size of a country', unit: 'GB' },
    values: [bytes / BYTES_PER_GIGABYTE],
    beside: 'the rows of the table, with indexes',
    limit: 'presence facts and their two indexes',
  })
}

async function keepMeasured(measured: ReadonlyMap<Scale, readonly Measured[]>): Promise<void> {
  const whole = measured.get(100) ?? []
  const names = [...new Set(whole.map(({ what }) => what))]
  /** The slowest of those in a place. */
  const slowest = (what: string, place: Place, scale: Scale) =>
    (measured.get(scale) ?? [])
      .filter((one) => one.what === what && PLACES[place](one.who))
      .toSorted((one, other) => p95(other) - p95(one))[0]
  const growth = (what: string, place: Place) => {
    const [small, large] = [slowest(what, place, 1), slowest(what, place, 100)]
    return small && large ? p95(large) / p95(small) : Number.NaN
  }
  const rows = names.map((what) => [
    what,
    slowest(what, 'largest', 100)?.who.replace(', largest', '') ?? '–',
    ...SCALES.map((scale) => cell(slowest(what, 'largest', scale))),
    times(growth(what, 'largest')),
    ...SCALES.map((scale) => cell(slowest(what, 'middle', scale))),
    times(growth(what, 'middle')),
    ...[1, 100].map((scale) => cell(slowest(what, 'all', scale as Scale))),
  ])
  const columns = (place: string) => [...SCALES.map((scale) => `${place}, ${scale} %`), 'growth']
  await keepTable({
    ...{ key: 'national', title: 'Every list, search and board at the size of a country', rows },
    head: [
      'asked for',
      'slowest in the largest',
      ...columns('largest'),
      ...columns('middle'),
      'all, 1 %',
      'all, 100 %',
    ],
    note: `Milliseconds, p50 / p95 over up to ten inputs or pages, as a service takes with the database under row-level security, on one connection; given up after ${STATEMENT_TIMEOUT_MS / 1_000} s. *Largest*: the municipality with 15 % of all persons, the slowest of its roles; *middle*: an administrator of the median municipality, and a participant; *all*: an administrator of every municipality. Growth is p95 at 100 % to p95 at 1 %.`,
  })
  for (const place of ['largest', 'middle'] as const) {
    const asked = names.flatMap((what) => slowest(what, place, 100) ?? [])
    const name = place === 'largest' ? 'Largest' : 'Middle'
    await keepFigure({
      ...{
        key: `nationalFast${name}`,
        what: `asks with p95 under ${LIMIT_MS} ms at the size of a country, ${place} municipality`,
      },
      ...{ unit: 'share', values: [asked.filter((one) => p95(one) < LIMIT_MS).length / asked.length] },
      ...{ beside: 'the table of every list, search and board', promise: { atLeast: 1 } },
      limit: 'the table names those that are slower',
    })
    await keepFigure({
      ...{
        key: `nationalSteady${name}`,
        what: `asks that take less than twice as long at 100 % as at 1 %, ${place} municipality`,
      },
      ...{ unit: 'share', beside: 'the same ask in a region a hundredth as large, in the same run' },
      values: [asked.filter(({ what }) => growth(what, place) < GROWTH_MAX).length / asked.length],
      limit: 'lists of what grows with the region; those under 200 ms are fast all the same',
    })
  }
}

function cell(one: Measured | undefined): string {
  if (!one) return '–'
  const show = (ms: number) => (Number.isFinite(ms) ? ms.toFixed(ms < 10 ? 1 : 0) : `> ${STATEMENT_TIMEOUT_MS}`)
  return `${show(percentile(one.times, 50))} / ${show(p95(one))}`
}

function times(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(1) : '–'
}
