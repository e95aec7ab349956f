import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fillLists } from '@/tests/bench/fill-lists'
import { faintTexts } from '@/tests/layouts/readability'
import { checkAccessible, checkTouchTargets, checkWidth } from '@/tests/support/check-accessible'
import { launchChromium, openPage } from '@/tests/support/chromium'
import { signIn, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startSystem, type System } from '@/tests/support/system'

const LAPTOP = { width: 1366, height: 768 }
const ROWS = 40

/** Every list of the office, with an address that shows rows. */
const LISTS = [
  '/office/participants',
  '/office/groups',
  '/office/lessons?search=',
  '/office/staff',
  '/office/municipalities',
  '/office/sites',
  '/office/endpoints',
  '/office/audit?search=',
]

let system: System
let browser: Browser
let office: Visit
let page: Page

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem(), launchChromium({ sender: null })])
  await fillLists(system, 1, ROWS)
  const at = { viewport: LAPTOP }
  office = await signIn(browser, system, { as: system.staff('administrator'), at })
  ;({ page } = office)
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

const go = (path: string, on = page) => on.goto(`${system.url}${path}`)
const rows = (on = page) => on.locator('tbody tr')
/** The page's scripts run. */
const isReady = (on = page) => on.locator('button[aria-keyshortcuts]').waitFor()
const focusedRow = () => page.evaluate(() => document.activeElement?.closest('tr')?.rowIndex ?? null)

describe.each(LISTS)('%s', (path) => {
  test('shows its first row high up, and fourteen rows, on a laptop', async () => {
    await go(path)
    await isReady()
    await takePicture(page, `office-${path.split(/[/?]/)[2]}-1366-sv`)
    const seen = await page.evaluate(() => {
      const frame = document.querySelector('.list-region')?.getBoundingClientRect()
      const boxes = [...document.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect())
      const bottom = Math.min(innerHeight, frame?.bottom ?? innerHeight)
      return {
        firstTop: boxes[0]?.top ?? Infinity,
        inSight: boxes.filter((box) => box.bottom <= bottom + 1).length,
        all: boxes.length,
        scrolls: document.documentElement.scrollHeight - innerHeight,
      }
    })
    expect(seen.firstTop).toBeLessThanOrEqual(200)
    expect(seen.inSight).toBeGreaterThanOrEqual(Math.min(14, seen.all))
    expect(seen.all).toBeGreaterThan(1)
    expect(seen.scrolls).toBeLessThanOrEqual(0)
    await checkAccessible(page)
  })

  test('has one main button at most, readable text, and nothing that is blue and underlined in its table', async () => {
    expect(await page.locator('.button-main:visible').count()).toBeLessThanOrEqual(1)
    expect(await faintTexts(page, 4.5)).toEqual([])
    const underlined = await page.evaluate(
      () =>
        [...document.querySelectorAll('main table a')].filter((link) =>
          getComputedStyle(link).textDecorationLine.includes('underline'),
        ).length,
    )
    expect(underlined).toBe(0)
  })

  test('names no date without its weekday, and no number without its unit', async () => {
    const bare = await page.evaluate(() =>
      [...document.querySelectorAll('tbody td')]
        .map((cell) => (cell.textContent ?? '').trim())
        .filter((text) => /\d{4}-\d{2}-\d{2}/.test(text) && !/\p{L}{2,4}\.? \d{4}-\d{2}-\d{2}/u.test(text)),
    )
    expect(bare).toEqual([])
    const figures = page.locator('tbody tr').first().locator('td.list-figure')
    for (const [index, text] of (await figures.allTextContents()).entries()) {
      expect(text, `figure ${index}`).toMatch(/^\d*$/)
    }
  })

  test('fits on a phone, in fingers', async () => {
    const context = await browser.newContext({
      ...{ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, locale: 'sv-SE' },
    })
    await context.addCookies(await page.context().cookies())
    const phone = await context.newPage()
    await go(path, phone)
    await isReady(phone)
    await takePicture(phone, `office-${path.split(/[/?]/)[2]}-320-sv`)
    await checkAccessible(phone)
    await checkTouchTargets(phone)
    await context.close()
  })

  test('prints as the same rows, with its title, its filter and the number of each page', async () => {
    const address = path.includes('?') ? `${path}&pageSize=60` : `${path}?pageSize=60`
    await go(address)
    const shown = await rows()
      .locator('td:first-child')
      .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).innerText.replaceAll(/\s+/g, '')))
    const pages = await printed(page)
    const text = pages.join('').replaceAll(/\s+/g, '')
    for (const row of shown) expect(text).toContain(row)
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    expect(pages[0]).toContain(title)
    expect(pages[0]).toContain('Utan filter')
    expect(pages[0]).toContain(`Rader: ${shown.length} av`)
    expect(pages[0]).toContain('Utskrivet av')
    for (const [index, one] of pages.entries()) expect(one).toContain(`${index + 1} / ${pages.length}`)
  })
})

/** The text of each page of the print. */
async function printed(on: Page): Promise<string[]> {
  const bytes = await on.pdf({ preferCSSPageSize: true })
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: true }).promise
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1)
  return Promise.all(
    numbers.map(async (number) => {
      const { items } = await (await pdf.getPage(number)).getTextContent()
      return items.map((item) => ('str' in item ? item.str : '')).join('')
    }),
  )
}

test('with a filter the line above the list is still one line', async () => {
  await go('/office/lessons?search=&state=live')
  await page.getByRole('link', { name: 'Ta bort filtret Läge: Direkt' }).waitFor()
  const top = await rows()
    .first()
    .evaluate((row) => row.getBoundingClientRect().top)
  expect(top).toBeLessThanOrEqual(200)
})

test('a printed list says its filter in words', async () => {
  await go('/office/lessons?search=&state=planned&fromOn=2026-01-05')
  const [first = ''] = await printed(page)
  expect(first).toContain('Läge: Planerad')
  expect(first).toContain('Från och med: mån 2026-01-05')
})

describe('by keyboard alone', () => {
  test('rows are gone through, picked, opened, and come back to', async () => {
    await go('/office/participants')
    await isReady()
    await page.locator('.list-region').focus()
    for (const [key, row] of [
      ['j', 1],
      ['j', 2],
      ['ArrowDown', 3],
      ['k', 2],
      ['PageDown', 12],
    ] as const) {
      await page.keyboard.press(key)
      expect({ key, row: await focusedRow() }).toEqual({ key, row })
    }
    await page.keyboard.press('x')
    await page.getByText('Markerade: 1').waitFor()
    const name = await rows().nth(11).locator('a').first().textContent()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: name ?? '' }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL('**/office/participants')
    await expect.poll(focusedRow).toBe(12)
  })

  test('from the last row to the next page, and back to that page from a row', async () => {
    await page.locator('.list-region').focus()
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('PageDown')
    await page.waitForURL(/cursor=/)
    const address = page.url()
    await rows()
      .nth(3)
      .click({ position: { x: 400, y: 15 } })
    await page.waitForURL(/participants\/[\w-]{36}/)
    await page.goBack()
    await page.waitForURL(address)
    await expect.poll(focusedRow).toBe(4)
    await page.keyboard.press('Enter')
    await page.waitForURL(/participants\/[\w-]{36}/)
    await page.keyboard.press('Escape')
    await page.waitForURL(address)
    await expect.poll(focusedRow).toBe(4)
  })

  test('a row opens where it is clicked, but not by its own controls', async () => {
    await go('/office/participants')
    await isReady()
    await rows().nth(2).getByRole('checkbox').check()
    expect(new URL(page.url()).pathname).toBe('/office/participants')
    await rows().nth(2).locator('td').nth(2).click()
    await page.waitForURL(/participants\/[\w-]{36}/)
  })

  test('a filter is set, said, and taken away', async () => {
    await go('/office/participants')
    await isReady()
    await page.getByRole('link', { name: 'Filter', exact: true }).press('Enter')
    await page.locator('select[name=municipalityId]:focus').selectOption({ label: 'Bjurholm' })
    await page.getByRole('button', { name: 'Visa', exact: true }).press('Enter')
    await page.waitForURL(/municipalityId=/)
    const chip = page.getByRole('link', { name: 'Ta bort filtret Hemkommun: Bjurholm' })
    await chip.press('Enter')
    await page.waitForURL((url) => !url.search.includes('municipalityId'))
    expect(await chip.count()).toBe(0)
  })

  test('a person is found from anywhere with two keys and the name, a new one made with three', async () => {
    await go('/office/audit')
    await isReady()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Person 27')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Person 27' }).waitFor()
    expect(asked.filter((url) => /Person/.test(url))).toEqual([])
    await page.keyboard.press('Control+k')
    await page.keyboard.type('+')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/office/participants/new')
    // Escape keeps what was typed.
    await page.locator('input[name=givenName]').fill('Anna')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('Escape')
    expect(await page.locator('input[name=givenName]').inputValue()).toBe('Anna')
  })

  test('a protected person is not among what the search finds', async () => {
    await system.query(`update persons set protected_identity = true where display_name = 'Person 31'`)
    await go('/office')
    await isReady()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Person 31')
    await page.getByText('Ingen sida och ingen deltagare heter så.').waitFor()
    expect(await page.getByRole('option', { name: /Person 31/ }).count()).toBe(0)
    await page.keyboard.press('Escape')
  })
})

test('a search that is refused says why, and still finds pages', async () => {
  await go('/office/audit')
  await isReady()
  await page.route('**/office/people', (route) =>
    route.fulfill({ status: 429, json: { ok: false, error: { code: 'access.too-many-attempts', details: {} } } }),
  )
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Person 12')
  await page.getByRole('dialog').getByText('För många försök').waitFor()
  await page.getByRole('combobox').fill('logg')
  await page.getByRole('option', { name: /^Logg/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.unroute('**/office/people')
  // The browser itself reports each refusal; on a busy machine the name is asked for before all of it is typed.
  const reported = office.complaints.splice(0)
  expect(reported.length).toBeGreaterThan(0)
  expect(reported.filter((one) => !one.includes('429'))).toEqual([])
})

test('in a browser that keeps nothing, rows open, Escape leads back, and forms work', async () => {
  const context = await browser.newContext({ locale: 'sv-SE', viewport: LAPTOP })
  await context.addCookies(await page.context().cookies())
  await context.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    }
  })
  const plain = await openPage(context)
  await go('/office/sites', plain.page)
  await isReady(plain.page)
  await rows(plain.page).nth(1).locator('td').nth(2).click()
  await plain.page.waitForURL(/sites\/[\w-]{36}/)
  await plain.page.locator('input[name=name]').waitFor()
  await plain.page.getByRole('heading', { level: 1 }).click()
  await plain.page.keyboard.press('Escape')
  await plain.page.waitForURL('**/office/sites')
  expect(plain.complaints).toEqual([])
  await context.close()
})

test('the account menu closes with Escape and beside it, outside the office too', async () => {
  const menu = page.locator('details[name=staff-account]')
  for (const path of ['/office', '/site']) {
    await go(path)
    for (const close of [() => page.keyboard.press('Escape'), () => page.getByRole('heading', { level: 1 }).click()]) {
      await menu.locator('summary').click()
      expect(await menu.getAttribute('open')).not.toBeNull()
      await close()
      await expect.poll(() => menu.getAttribute('open')).toBeNull()
    }
  }
})

test('rows can be higher, and stay so', async () => {
  await go('/office/groups')
  const height = () =>
    rows()
      .first()
      .evaluate((row) => Math.round(row.getBoundingClientRect().height))
  expect(await height()).toBeLessThanOrEqual(37)
  await page.locator('summary', { hasText: 'Kolumner' }).click()
  await page.getByRole('button', { name: 'Luftig' }).click()
  await expect.poll(height).toBeGreaterThanOrEqual(44)
  await go('/office/sites')
  expect(await height()).toBeGreaterThanOrEqual(44)
  await page.locator('summary', { hasText: 'Kolumner' }).click()
  await page.getByRole('button', { name: 'Tät' }).click()
  await expect.poll(height).toBeLessThanOrEqual(37)
})

test.each([
  ['none match', '/office/groups?search=zzz', 'Inget passar filtret.'],
  ['it is not for them', '', 'Du har inte rätt att se det här i den kommunen.'],
])('an empty list says why: %s', async (_, address, text) => {
  const theirs = await system.query<{ id: string }>(`select id from municipalities where name = 'Kommun 3'`)
  await go(address || `/office/participants?municipalityId=${theirs[0]?.id}`)
  await page.getByText(text).waitFor()
  expect(await page.getByRole('link', { name: 'Visa alla' }).count()).toBeGreaterThan(0)
  await checkWidth(page)
})

test('the navigation stays beside every page without scrolling, and remembers what was closed', async () => {
  await go('/office')
  await isReady()
  const nav = page.locator('nav#office-pages')
  const box = () => nav.locator('> div').evaluate((one) => [one.scrollHeight - one.clientHeight, one.clientHeight])
  expect((await box())[0]).toBeLessThanOrEqual(0)
  const group = nav.locator('details:visible', { hasText: 'Region' }).last()
  await group.locator('summary').click()
  await expect.poll(() => group.getAttribute('open')).toBeNull()
  await page.reload()
  await isReady()
  await expect.poll(() => group.getAttribute('open')).toBeNull()
  expect(await page.locator('header').evaluate((bar) => bar.getBoundingClientRect().height)).toBe(48)
})

test('the icon that browsers ask for by themselves is there', async () => {
  const answer = await page.request.get(`${system.url}/favicon.ico`)
  expect([answer.status(), (await answer.body()).subarray(0, 4).toString('hex')]).toEqual([200, '00000100'])
})

test('no page logged an error', () => {
  expect(office.complaints).toEqual([])
})
