import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { LANGUAGES_OF, type UiLanguage } from '@/domain/languages'
import { gatherInLesson, type Cast } from '@/tests/support/cast'
import { PHONE } from '@/tests/support/chromium'
import { openLink } from '@/tests/support/people'

import { expectKept, keepFigure, keepTable, median, repeat, type Figure } from './figures'

/** A prepaid phone whose data is used up, with a processor a quarter as fast as this one. */
const KILOBITS_PER_SECOND = 400
const LATENCY_MS = 400
const SLOWER = 4
const KILOBYTE = 1_000

let cast: Cast
let browser: Browser
beforeAll(async () => {
  cast = await gatherInLesson()
  browser = cast.browsers.home
})
afterAll(() => cast?.close())

type Visit = { kilobytes: number; seconds: number; ofScripts: number; ofFonts: number }

/** The page before the lesson with an empty cache, until a tap on its button counts. */
async function visitSlowly(language: UiLanguage, session: Awaited<ReturnType<typeof sessionOf>>): Promise<Visit> {
  const context = await browser.newContext({ ...PHONE, locale: language, storageState: session })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: (KILOBITS_PER_SECOND * 1_000) / 8,
    uploadThroughput: (KILOBITS_PER_SECOND * 1_000) / 8,
  })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.goto(`${cast.system.url}/learn`, { waitUntil: 'commit' })
  const usableMs = await whenUsable(page)
  const visit = await page.evaluate((untilMs) => {
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const [html] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const loaded = all.filter((entry) => entry.responseEnd > 0 && entry.responseEnd <= untilMs)
    const sum = (ending: string) =>
      loaded
        .filter((entry) => new URL(entry.name).pathname.endsWith(ending))
        .reduce((total, entry) => total + entry.encodedBodySize, 0)
    const [ofScripts, ofFonts] = [sum('.js'), sum('.woff2')]
    return { bytes: (html?.encodedBodySize ?? 0) + ofScripts + ofFonts + sum('.css'), ofScripts, ofFonts }
  }, usableMs)
  await context.close()
  const { bytes, ofScripts, ofFonts } = visit
  return {
    kilobytes: bytes / KILOBYTE,
    seconds: usableMs / 1_000,
    ofScripts: ofScripts / KILOBYTE,
    ofFonts: ofFonts / KILOBYTE,
  }
}

/** Milliseconds since the navigation, when the button is drawn, answers taps, and its letters have their font. */
async function whenUsable(page: Page): Promise<number> {
  return await page
    .waitForFunction(
      () => {
        const answers = performance.getEntriesByName('samsal:answers').length > 0
        return answers && document.querySelector('button[data-ready]') && document.fonts.status === 'loaded'
          ? performance.now()
          : null
      },
      undefined,
      { polling: 50, timeout: 120_000 },
    )
    .then(async (found) => Number(await found.jsonValue()))
}

async function sessionOf(name: string) {
  const { page } = await openLink(browser, cast.system.linkOf(name))
  const session = await page.context().storageState()
  await page.context().close()
  // The language is the browser's.
  return { ...session, cookies: session.cookies.filter((cookie) => !cookie.name.includes('language')) }
}

test('the page before the lesson is light and soon usable, in every language', async () => {
  const session = await sessionOf('Saba Exempel')
  const rounds = await repeat(async () => {
    const visits = []
    for (const language of LANGUAGES_OF.participant) {
      visits.push([language, await visitSlowly(language, session)] as const)
    }
    return visits
  })
  const worst = (value: (visit: Visit) => number) =>
    rounds.map((visits) => Math.max(...visits.map(([, visit]) => value(visit))))
  const beside = `an empty cache, ${KILOBITS_PER_SECOND} kbit/s, ${LATENCY_MS} ms, a processor slowed ${SLOWER} times; the worst language`
  const figures: Figure[] = [
    {
      ...{ key: 'firstLoadKilobytes', what: 'what the page before the lesson loads until it is usable', unit: 'kB' },
      ...{ values: worst((visit) => visit.kilobytes), beside, promise: { atMost: 170 } },
      limit: 'the font, 19 to 59 kB by language; the lesson’s own code comes after it',
    },
    {
      ...{ key: 'usableSecondsSlowPhone', what: 'until a tap on the page before the lesson counts', unit: 's' },
      ...{ values: worst((visit) => visit.seconds), beside, promise: { atMost: 5 } },
      limit: 'the line: bytes before the button answers, and three round trips',
    },
  ]
  const [last = []] = rounds.slice(-1)
  await keepTable({
    key: 'light-pages',
    title: 'The page before the lesson on a slow phone',
    head: ['language', 'kB', 'of scripts', 'of fonts', 'usable after s'],
    rows: last.map(([language, visit]) => [
      language,
      ...[visit.kilobytes, visit.ofScripts, visit.ofFonts].map((one) => one.toFixed(0)),
      visit.seconds.toFixed(1),
    ]),
  })
  for (const figure of figures) {
    await keepFigure(figure)
    expect(median(figure.values)).toBeGreaterThan(0)
    expectKept(figure)
  }
})
