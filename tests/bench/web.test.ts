import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { processSeconds } from '@/tests/support/process-time'
import { findFreePorts } from '@/tests/support/ports'
import { startSystem, type System } from '@/tests/support/system'
import { makeWebClient, type WebClient } from '@/tests/support/web-client'

import { expectKept, keepFigure, keepTable, median, repeat, type Figure } from './figures'
import { fillLists, secretOf } from './fill-lists'
import { measureFirstLoad } from './first-load'
import { listPages, type PageOfPeople } from './pages'
import { actsOf, comeWithin, loadWith } from './web-load'

const ROWS = [10, 200] as const
const WARM_UP = 3
const TIMES = 20
/** Fewer for the short lists: they are only there to count queries. */
const TIMES_SHORT = 8
/** A ticket takes 30 ms alone; rendering a list blocks the thread for 100 ms, and a few of them can coincide. */
const MIXED_P99_MAX = 20
/** A media node's report may fall into one of these; the minimum is the page's own queries. */
const COUNTS = 4

let system: System
let client: WebClient
let browser: Browser
let metricsUrl: string

beforeAll(async () => {
  // The media server and the jobs have the two after it.
  const port = await findFreePorts(3)
  metricsUrl = `http://127.0.0.1:${port}/metrics`
  ;[system, browser] = await Promise.all([
    startSystem({ METRICS_PORT: String(port) }),
    launchChromium({ sender: null, isAllowed: false }),
  ])
  client = makeWebClient(system.url)
})
afterAll(async () => {
  client.close()
  await browser.close()
  await system.stop()
})

let filled = 0
async function fillUpTo(rows: number): Promise<void> {
  if (filled < rows) await fillLists(system, filled + 1, rows)
  filled = Math.max(filled, rows)
}

/** The web app's counters, by name of the metric; all labels together. */
async function scrape(): Promise<(metric: string) => number> {
  const lines = (await (await fetch(metricsUrl)).text()).split('\n')
  return (metric) =>
    lines
      .filter((line) => line.startsWith(metric))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0)
}

type Counted = { queries: number; transactions: number }

async function countNow(): Promise<Counted> {
  const count = await scrape()
  return {
    queries: count('samsal_database_queries_total'),
    transactions: count('samsal_database_transaction_duration_seconds_count'),
  }
}

async function countOf({ path, cookie }: PageOfPeople): Promise<Counted> {
  const counted: Counted[] = []
  for (let time = 0; time < COUNTS; time += 1) {
    const before = await countNow()
    const { status } = await client.ask(path, cookie === undefined ? {} : { cookie })
    expect(`${path}: ${status}`).toBe(`${path}: 200`)
    const after = await countNow()
    counted.push({ queries: after.queries - before.queries, transactions: after.transactions - before.transactions })
  }
  return counted.reduce((least, one) => (one.queries < least.queries ? one : least))
}

async function timeOf({ path, cookie }: PageOfPeople, count: number): Promise<number> {
  const times: number[] = []
  for (let time = 0; time < WARM_UP + count; time += 1) {
    const { ms } = await client.ask(path, cookie === undefined ? {} : { cookie })
    if (time >= WARM_UP) times.push(ms)
  }
  return median(times)
}

const kB = (bytes: number) => (bytes / 1_000).toFixed(1)

test('no page needs more queries for a longer list', async () => {
  const found = new Map<string, { counted: Counted; ms: number }[]>()
  for (const rows of ROWS) {
    await fillUpTo(rows)
    for (const page of await listPages(system, client)) {
      const counted = await countOf(page)
      found.set(page.name, [
        ...(found.get(page.name) ?? []),
        { counted, ms: await timeOf(page, rows === ROWS[1] ? TIMES : TIMES_SHORT) },
      ])
    }
  }
  const pages = await listPages(system, client)
  const rows: string[][] = []
  for (const page of pages) {
    const load = await measureFirstLoad(browser, system.url, page)
    const [few, many] = found.get(page.name) ?? []
    if (!few || !many) throw new Error(`${page.name} was not measured`)
    rows.push([
      page.name,
      ...[few, many].map(({ counted }) => `${counted.queries} in ${counted.transactions}`),
      ...[few, many].map(({ ms }) => ms.toFixed(1)),
      ...[load.htmlBytes, load.jsBytes, load.cssBytes, load.fontBytes].map(kB),
    ])
  }
  await keepTable({
    ...{ key: 'webPages', title: 'Pages: queries, time of the server and what a first visit fetches', rows },
    head: [
      'page',
      ...ROWS.map((number) => `queries in transactions, ${number} rows`),
      ...ROWS.map((number) => `ms, ${number} rows`),
      ...['HTML kB', 'JS kB', 'CSS kB', 'fonts kB'],
    ],
    note: `Lists are asked for with all their rows. Queries are those of the web app's own counter, \`set_config\` of each transaction included. Milliseconds are the median of ${TIMES} (${TIMES_SHORT} with ${ROWS[0]} rows) after ${WARM_UP}, over one connection that is kept, the whole answer included. Bytes are compressed; as a real Chromium that comes for the first time fetches them until the page is drawn, with ${ROWS[1]} rows.`,
  })
  const grown = [...found].map(([name, [few, many]]) => ({
    name,
    more: (many?.counted.queries ?? 0) - (few?.counted.queries ?? 0),
  }))
  const figure: Figure = {
    ...{ key: 'webQueriesByRows', what: 'queries that any page asks more with 200 rows than with 10', unit: 'queries' },
    values: [Math.max(...grown.map(({ more }) => more))],
    beside: 'the same page with 10 rows, in the same run',
    promise: { atMost: 0 },
    limit: 'how the services load what a list shows; the counter of the web app shows it',
  }
  await keepFigure(figure)
  expect(grown.filter(({ more }) => more > 0)).toEqual([])
  expectKept(figure)
})

const CONCURRENCIES = [1, 4, 16, 64] as const
const LOADED_MS = 1_000
/** One sender may sign in 120 times within five minutes, and all of these are one. */
const SHORT: ReadonlySet<string> = new Set(['sign-in', 'mixed'])
const TICKETS = 300
const COMING_MS = 10_000
/** The background load while they join: each as often as this within the same time. */
const BESIDES = { 'pre-join': 60, list: 30, 'sign-in': 20 } as const

async function makeActs() {
  await fillUpTo(ROWS[1])
  const pages = await listPages(system, client)
  const today =
    pages
      .find(({ name }) => name === 'teach, cockpit')
      ?.path.split('/')
      .at(-1) ?? ''
  const staff = pages.find(({ name }) => name === 'office: lessons')?.cookie ?? ''
  const numbers = Array.from({ length: ROWS[1] }, (_, index) => index + 1)
  return actsOf(client, {
    ...{ lessonId: today, staff, password: system.staff('communicator').password },
    people: numbers.map((number) => `samsal-person=${secretOf(number)}`),
    emails: numbers.map((number) => `bench-${number}@example.org`),
  })
}

/** Seconds of processor time and of waiting of this process since the measurement started. */
async function measureUse() {
  const count = await scrape()
  const backends = await system.query<{ pid: number }>('select pid from pg_stat_activity')
  const { user, system: kernel } = process.cpuUsage()
  return {
    atMs: performance.now(),
    webSeconds: count('process_cpu_seconds_total'),
    databaseSeconds: processSeconds(backends.map(({ pid }) => pid)),
    testerSeconds: (user + kernel) / 1_000_000,
    waitedSeconds: count('samsal_database_wait_duration_seconds_sum'),
    transactions: count('samsal_database_wait_duration_seconds_count'),
  }
}

test('the web app under load reports its limit', async () => {
  const acts = await makeActs()
  const rows: string[][] = []
  const lists: number[] = []
  for (const [name, act] of Object.entries(acts)) {
    for (const concurrency of CONCURRENCIES) {
      const before = await measureUse()
      const { perSecond, p50Ms, p99Ms, failed } = await loadWith(
        act,
        concurrency,
        SHORT.has(name) ? LOADED_MS / 4 : LOADED_MS,
      )
      const after = await measureUse()
      expect(`${name} ${concurrency}: ${failed} failed`).toBe(`${name} ${concurrency}: 0 failed`)
      const share = (key: 'webSeconds' | 'databaseSeconds' | 'testerSeconds') =>
        (((after[key] - before[key]) * 1_000) / (after.atMs - before.atMs)).toFixed(2)
      const waitedMs =
        ((after.waitedSeconds - before.waitedSeconds) * 1_000) / Math.max(1, after.transactions - before.transactions)
      const webCores = (after.webSeconds - before.webSeconds) / ((after.atMs - before.atMs) / 1_000)
      if (name === 'list') lists.push(perSecond / webCores)
      rows.push([
        ...[name, String(concurrency), perSecond.toFixed(0), p50Ms.toFixed(0), p99Ms.toFixed(0)],
        ...[share('webSeconds'), share('databaseSeconds'), share('testerSeconds'), waitedMs.toFixed(1)],
      ])
    }
  }
  await keepFigure({
    ...{
      key: 'officeListsPerSecond',
      what: 'office lists of 25 lessons that one core of the web app answers',
      unit: 'a second',
    },
    values: lists,
    beside: `the same list ${CONCURRENCIES.join(', ')} at once, for ${LOADED_MS / 1_000} s each, by processor time of the web app`,
    limit: 'processor: a page of Next with nothing on it takes a third of it, its queries a third',
  })
  await keepTable({
    ...{ key: 'webLoad', title: 'The web app as more ask at once', rows },
    head: [
      'what',
      'at once',
      'a second',
      'p50 ms',
      'p99 ms',
      'cores of web',
      'of Postgres',
      'of tester',
      'pool wait ms',
    ],
    note: `Each asks again as soon as it was answered, for ${LOADED_MS / 1_000} s. Web app, Postgres, media server and tester share two cores. A web process has one thread for pages: near one core it is full, and what waits for the pool of ten connections then waits because that thread comes late to give them back. Argon2 has threads of its own, so sign-ins go beyond one core. Of twenty mixed requests fourteen are tickets, four lobbies, one a list, one a sign-in.`,
  })
})

test('people who join a lesson are not delayed by other users', async () => {
  const acts = await makeActs()
  const come = () => comeWithin(acts.ticket, TICKETS, COMING_MS)
  const rows: string[][] = []
  const values = await repeat(async (round) => {
    const alone = await come()
    const besides = Object.entries(BESIDES).map(([name, count]) =>
      comeWithin(acts[name as keyof typeof BESIDES], count, COMING_MS),
    )
    const [mixed, ...others] = await Promise.all([come(), ...besides])
    for (const [name, { perSecond, p50Ms, p99Ms, failed }] of Object.entries({ alone, 'beside others': mixed })) {
      rows.push([String(round + 1), name, perSecond.toFixed(0), p50Ms.toFixed(0), p99Ms.toFixed(0), String(failed)])
    }
    expect([alone, mixed, ...others].map(({ failed }) => failed)).toEqual([0, 0, 0, 0, 0])
    return mixed.p99Ms / alone.p99Ms
  })
  await keepTable({
    ...{ key: 'webTickets', title: `${TICKETS} people ask for a ticket within ${COMING_MS / 1_000} s`, rows },
    head: ['round', 'tickets', 'a second', 'p50 ms', 'p99 ms', 'failed'],
    note: `Beside others: within the same time ${BESIDES['pre-join']} open the page before the lesson, ${BESIDES.list} an office list of lessons, and ${BESIDES['sign-in']} sign in. Measured from the arrival to the end of the response.`,
  })
  const figure: Figure = {
    key: 'webTicketMixedP99',
    what: 'p99 of a ticket beside sign-ins, lobbies and lists, to that of tickets alone',
    unit: 'times',
    values,
    beside: 'the same 300 tickets within 10 s with nothing else, just before',
    promise: { atMost: MIXED_P99_MAX },
    limit: 'processor: pages of lists are drawn on the thread that answers tickets; the table of load shows it',
  }
  await keepFigure(figure)
  expectKept(figure)
})
