import { readdirSync, readFileSync } from 'node:fs'

import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { LANGUAGES_OF, type UiLanguage } from '@/domain/languages'
import { reachedFrom } from '@/tests/architecture/import-graph'
import { gatherInLesson, type Cast } from '@/tests/support/cast'
import { PHONE } from '@/tests/support/chromium'
import { takePicture } from '@/tests/support/picture'

/** What the page before the lesson may load, compressed, with the font of one script. */
const MOST_BYTES = 170_000
/** Of this, what the page of a link may have loaded, before it is known who opens it. */
const MOST_LINK_BYTES = 130_000

let cast: Cast
const contexts: BrowserContext[] = []
beforeAll(async () => {
  cast = await gatherInLesson()
})
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  await cast.close()
})

const assets = JSON.parse(readFileSync('.build/light/assets.json', 'utf8')) as {
  scripts: string[]
  lesson: string[]
  style: string
}

async function open(address: string, language: UiLanguage): Promise<Page> {
  const context = await cast.browsers.home.newContext({ ...PHONE, locale: language })
  contexts.push(context)
  const page = await context.newPage()
  await page.goto(address)
  return page
}

/** The compressed bytes of all that the page has loaded, except what belongs to the lesson itself. */
async function bytesOf(page: Page): Promise<number> {
  return await page.evaluate(async (lesson) => {
    await document.fonts.ready
    const [html] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const loaded = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter((one) => {
      const { pathname } = new URL(one.name)
      return /\.(js|css|woff2)$/.test(pathname) && !lesson.includes(pathname)
    })
    return loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, html?.encodedBodySize ?? 0)
  }, assets.lesson)
}

test.each(LANGUAGES_OF.participant)('in %s the pages before the lesson are light', async (language) => {
  const link = await open(`${cast.system.url}/p`, language)
  await link.locator('h1').waitFor()
  expect(await bytesOf(link)).toBeLessThan(MOST_LINK_BYTES)
  const page = await open(cast.system.linkOf('Saba Exempel'), language)
  await page.locator('button[data-ready=true]').waitFor()
  // Without what the browser kept of the page of the link.
  await page.goto('about:blank')
  const session = await page.context().storageState()
  // The link chose its person's language; here it is the browser's.
  const cookies = session.cookies.filter(({ name }) => !name.includes('language'))
  const context = await cast.browsers.home.newContext({
    ...{ ...PHONE, locale: language },
    storageState: { ...session, cookies },
  })
  contexts.push(context)
  const fresh = await context.newPage()
  await fresh.goto(`${cast.system.url}/learn`)
  await fresh.locator('button[data-ready=true]').waitFor()
  expect(await fresh.locator('html').getAttribute('lang')).toBe(language)
  const bytes = await bytesOf(fresh)
  await takePicture(fresh, `light-pre-join-${language}`)
  expect(bytes).toBeGreaterThan(60_000)
  expect(bytes).toBeLessThan(MOST_BYTES)
})

/** The names of classes that a style sheet has rules for. */
const classesOf = (css: string) =>
  new Set([...css.matchAll(/\.((?:\\[^\n]|[\w-])+)/g)].map(([, name = '']) => name.replaceAll(/\\(.)/g, '$1')))

test('every class that a component of the light pages has a rule for elsewhere has it here too', () => {
  const folder = '.next/static/chunks'
  const sheets = readdirSync(folder).filter((name) => name.endsWith('.css'))
  const read = (names: string[]) => names.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n')
  const here = classesOf(readFileSync(`.next${assets.style.replace('/_next', '')}`, 'utf8'))
  // The sheet that every other page has; the office has classes of its own.
  const general = sheets.filter((name) => !/^(light|phone-live)-/.test(name) && read([name]).includes('.skeleton'))
  const elsewhere = classesOf(read(general))
  const files = [...reachedFrom(['app/_light/browser.tsx'])].filter((file) => file.endsWith('.tsx'))
  const used = new Set(files.flatMap((file) => readFileSync(file, 'utf8').split(/[\s'"`{}$]+/)))
  const styled = [...used].filter((name) => elsewhere.has(name))
  expect(styled.length).toBeGreaterThan(150)
  expect(styled.filter((name) => !here.has(name))).toEqual([])
})

test('the scripts before the lesson hold nothing of React or Next', () => {
  expect(assets.scripts.length).toBeGreaterThan(0)
  for (const address of assets.scripts) {
    const script = readFileSync(`.next${address.replace('/_next', '')}`, 'utf8')
    expect(script).not.toMatch(/__next_f|react-dom|Minified React error/)
  }
})

describe('a participant', () => {
  let page: Page
  beforeAll(async () => {
    page = await open(cast.system.linkOf('Mehret Testdotter'), 'sv')
    await page.locator('button[data-ready=true]').waitFor()
  })

  test('is drawn by the server already: who runs no scripts sees the lesson', async () => {
    const html = await (await page.request.get(`${cast.system.url}/learn`)).text()
    // The language of whose link it is.
    expect(html).toContain('<html lang="sv"')
    // A browser that translates the page leaves names alone.
    expect(html).toMatch(/<bdi[^>]* translate="no"[^>]*>Mehret Testdotter/)
    expect(html).toContain('Mehret Testdotter')
    expect(html).toMatch(/<button[^>]* data-ready/)
  })

  test('whose page asks again gets what it shows, and its texts only in another language', async () => {
    const ask = async (language: string) => {
      const headers = { accept: 'application/json', 'x-samsal-page-language': language }
      const answer = await page.request.get(`${cast.system.url}/learn`, { headers })
      expect(answer.headers()['cache-control']).toContain('no-store')
      return (await answer.json()) as { shown: { page: string; state: { shows: string } }; resources?: object }
    }
    const same = await ask('sv')
    expect(same.shown).toMatchObject({ page: 'learn', state: { shows: 'lesson' } })
    expect(same.resources).toBeUndefined()
    expect((await ask('ti')).resources).toMatchObject({ sv: { lesson: expect.anything() } })
  })

  test('makes a phone their own, and lets any device forget them', async () => {
    const kept = async () => (await page.context().cookies()).map(({ name, expires }) => [name, expires > 0] as const)
    expect(Object.fromEntries(await kept())).toMatchObject({ 'samsal-person': false })
    await page
      .getByRole('button', { name: /./ })
      .filter({ has: page.locator('svg') })
      .first()
      .waitFor()
    const device = page.locator('main button.button:not([data-ready])')
    await device.first().click()
    await expect.poll(async () => Object.fromEntries(await kept())).toMatchObject({ 'samsal-own-device': true })
    expect(Object.fromEntries(await kept())).toMatchObject({ 'samsal-person': true })
    await page.locator('button[data-ready=true]').waitFor()
    await device.first().click()
    await page.waitForURL(/\?left/)
    expect(Object.keys(Object.fromEntries(await kept()))).not.toContain('samsal-person')
    await page.locator('main h1').waitFor()
  })
})

test('what the server cannot find out is a page that says so, and comes back by itself', async () => {
  const page = await open(cast.system.linkOf('Saba Exempel'), 'ti')
  await page.locator('button[data-ready=true]').waitFor()
  await cast.system.query('alter table lessons rename to lessons_gone')
  try {
    const answer = await page.reload()
    expect(answer?.status()).toBe(500)
    await page.getByRole('heading', { name: /\S/ }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ti')
  } finally {
    await cast.system.query('alter table lessons_gone rename to lessons')
  }
  await page.locator('button[data-ready=true]').waitFor({ timeout: 90_000 })
})

test('markup in a name stays text, in the page and in what it is drawn from', async () => {
  const mean = '</script><script>document.title="x"</script>'
  await cast.system.query(`update persons set display_name = '${mean}' where display_name = 'Mehret Testdotter'`)
  const page = await open(cast.system.linkOf('Mehret Testdotter'), 'sv')
  await page.locator('button[data-ready=true]').waitFor()
  expect(await page.title()).toBe('Samsal')
  expect(await page.locator('main bdi').allTextContents()).toContain(mean)
})
