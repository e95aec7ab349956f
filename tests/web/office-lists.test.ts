import { readFile } from 'node:fs/promises'

import { unzipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { fillLists } from '@/tests/bench/fill-lists'
import { checkAccessible, checkWidth } from '@/tests/support/check-accessible'
import { launchChromium } from '@/tests/support/chromium'
import { signIn, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startSystem, type System } from '@/tests/support/system'

const DESK = { viewport: { width: 1280, height: 800 } }
const NARROW = { width: 390, height: 844 }
const NARROWEST = { width: 320, height: 640 }

let system: System
let browser: Browser
let office: Visit
let page: Page

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem(), launchChromium({ sender: null })])
  office = await signIn(browser, system, { as: system.staff('administrator'), at: DESK })
  ;({ page } = office)
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

const go = (path: string, on = page) => on.goto(`${system.url}${path}`)
const menu = (word: string, on = page) => on.locator('summary', { hasText: word }).first()
const heads = () => page.locator('thead th').allTextContents()
/** The pages that the search has found; the bar has options of its own. */
const found = (on = page) => on.getByRole('listbox', { name: 'Träffar' }).getByRole('option')
const search = (on = page) => on.getByRole('combobox', { name: 'Sida, person eller + för ny' })

/** The shortcut works once the page's scripts run, which the button says. */
async function openSearch(on = page): Promise<void> {
  await on.locator('button[aria-keyshortcuts]').waitFor()
  await on.keyboard.press('Control+k')
  await search(on).waitFor()
}

/** Checks a page wide and narrow. */
async function look(name: string, on = page): Promise<void> {
  await takePicture(on, `kit-${name}-1280-sv`)
  await checkAccessible(on)
  await on.setViewportSize(NARROW)
  await takePicture(on, `kit-${name}-390-sv`)
  await checkAccessible(on)
  await on.setViewportSize(DESK.viewport)
}

async function withoutScripts(work: (plain: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE', ...DESK })
  await context.addCookies(await page.context().cookies())
  await work(await context.newPage())
  await context.close()
}

test('columns are chosen, and are in the address', async () => {
  await go('/office/participants')
  await look('list')
  const columns = page.locator('details[name=list-menu]', { has: page.locator('summary', { hasText: 'Kolumner' }) })
  await menu('Kolumner').click()
  await page.keyboard.press('Escape')
  expect(await columns.getAttribute('open')).toBeNull()
  await menu('Kolumner').click()
  await page.getByRole('heading', { level: 1 }).click()
  expect(await columns.getAttribute('open')).toBeNull()
  await menu('Kolumner').click()
  await look('columns')
  await page.getByRole('link', { name: 'Dölj kolumnen Hemkommun' }).click()
  await page.waitForURL(/columns=/)
  await page.getByRole('link', { name: 'Visa kolumnen Kortnummer' }).click()
  await page.waitForURL(/columns=name%2CcardNumber/)
  const chosen = ['Namn↑', 'Kortnummer', 'Talar', 'Grupper', 'Närvaro, minuter']
  await expect.poll(heads).toEqual(chosen)
  await page.reload()
  expect(await heads()).toEqual(chosen)
})

test('a view is saved under a name, opens the list, and survives what it names', async () => {
  await page.locator('thead').getByRole('link', { name: 'Talar' }).click()
  await page.waitForURL(/sort=language/)
  await menu('Vyer').click()
  await page.locator('input[name=name]').fill('Kort och språk')
  await page.getByLabel('Öppna listan så här').check()
  await look('save-view')
  await page.getByRole('button', { name: 'Spara vyn' }).click()
  await page.waitForURL(/done=viewSaved/)
  await page.getByText('Vyn är sparad.').waitFor()

  await go('/office/participants')
  await page.waitForURL(/sort=language.*view=/)
  expect(await heads()).toEqual(['Namn', 'Kortnummer', 'Talar↑', 'Grupper', 'Närvaro, minuter'])
  await menu('Vy: Kort och språk').click()
  await look('views')
  await system.query(`update saved_views set query = 'sort=gone&columns=gone%2CcardNumber&gone=1'`)
  await go('/office/participants')
  await page.getByText('har hoppats över').waitFor()
  expect(await heads()).toEqual(['Namn↑', 'Kortnummer'])
  await look('ignored')

  await go('/office/views')
  await page.getByRole('link', { name: 'Kort och språk' }).waitFor()
  await look('my-views')
  await menu('Ta bort vyn').click()
  await page.getByRole('button', { name: 'Ta bort vyn' }).click()
  await page.waitForURL(/done=viewDeleted/)
  await page.getByText('Du har inga sparade vyer.').waitFor()
})

test('a view is shared with the colleagues in a municipality, who find it with its owner', async () => {
  await go('/office/participants?sort=language')
  await menu('Vyer').click()
  await page.locator('input[name=name]').fill('Efter språk')
  await page.getByRole('button', { name: 'Spara vyn' }).click()
  await page.waitForURL(/done=viewSaved/)
  const colleague = await signIn(browser, system, { as: system.staff('coordinator'), at: DESK })
  await go('/office/participants', colleague.page)
  await menu('Vyer', colleague.page).click()
  expect(await colleague.page.getByRole('link', { name: 'Efter språk' }).count()).toBe(0)

  await go('/office/views')
  await menu('Byt namn eller dela').click()
  const places = page.getByLabel('Dela med kolleger i')
  await places.selectOption({ label: 'Umeå' })
  await look('share-view')
  await page.getByRole('button', { name: 'Spara', exact: true }).click()
  await page.waitForURL(/done=saved/)
  await page.getByText('delad i Umeå').waitFor()

  await go('/office/participants', colleague.page)
  await menu('Vyer', colleague.page).click()
  await colleague.page.getByText(/delad av \S/).waitFor()
  await look('shared-views', colleague.page)
  await colleague.page.getByRole('link', { name: 'Efter språk' }).click()
  await colleague.page.waitForURL(/sort=language.*view=/)
  // Shown, not theirs: they can neither rename nor delete it.
  await go('/office/views', colleague.page)
  await colleague.page.getByText('Du har inga sparade vyer.').waitFor()
  await colleague.close()
  await go('/office/views')
  await menu('Ta bort vyn').click()
  await page.getByRole('button', { name: 'Ta bort vyn' }).click()
  await page.waitForURL(/done=viewDeleted/)
})

async function download(from: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  const button = from.locator(`button[name=format][value=${format}]`)
  // The menu stays open for the next format.
  if (!(await button.isVisible())) await menu('Exportera', from).click()
  const [file] = await Promise.all([from.waitForEvent('download'), button.click()])
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

test('a list is exported as displayed, every page of it, and the audit says so without the search', async () => {
  await go('/office/participants?pageSize=2&search=Exempel&sort=name&direction=desc&columns=name,homeMunicipality')
  const { name, bytes } = await download(page, 'csv')
  const [head, ...rows] = bytes.toString('utf8').replace('\uFEFF', '').trimEnd().split('\r\n')
  expect(name).toMatch(/^participants-\d{4}-\d{2}-\d{2}\.csv$/)
  expect(head).toBe('Namn;Hemkommun')
  const shown = await system.query<{ total: number }>(
    `select count(*)::int total from persons where display_name ilike '%Exempel%'`,
  )
  expect(rows.length).toBeGreaterThan(4)
  expect(rows).toHaveLength(shown[0]?.total ?? 0)
  expect(rows).toEqual(rows.toSorted((one, other) => other.localeCompare(one, 'sv')))
  const entries = await system.query<{ details: object }>(
    `select details from audit_entries where action = 'list.exported' order by id`,
  )
  expect(entries[0]?.details).toEqual({ list: 'participants', format: 'csv', rows: rows.length, isFiltered: true })
  expect(JSON.stringify(entries)).not.toContain('Exempel')

  const sheet = await download(page, 'xlsx')
  const files = unzipSync(new Uint8Array(sheet.bytes))
  expect(Buffer.from(files['xl/sharedStrings.xml'] ?? []).toString('utf8')).toContain('Hemkommun')
  await go('/office/audit?action=list.exported')
  expect(await page.locator('tbody tr').first().textContent()).toContain('Lista exporterad')
})

test('lessons are cancelled after a preview, and what changed meanwhile is skipped and named', async () => {
  await go('/office/lessons?state=planned&pageSize=5')
  const picks = page.getByRole('checkbox', { name: /^Markera .*\d{4}/ })
  const ids = [await picks.nth(0).getAttribute('value'), await picks.nth(1).getAttribute('value')]
  await picks.nth(0).check()
  await picks.nth(1).check()
  await look('picked')
  await page.getByRole('button', { name: 'Ställ in lektioner' }).click()
  await page.waitForURL(/\/office\/lists\/lessons\/cancel/)
  await page.getByRole('heading', { name: 'Det här gäller: 2' }).waitFor()
  await look('preview')
  await system.query(`update lessons set cancelled_at = now() where id = '${ids[1]}'`)
  await page.getByRole('button', { name: 'Gör det för 2' }).click()
  await page.getByRole('heading', { name: 'Klart: 1' }).waitFor()
  await page.getByRole('heading', { name: 'Hoppades över: 1' }).waitFor()
  await look('outcome')
  const audited = await system.query<{ subject_id: string }>(
    `select subject_id from audit_entries where action = 'lesson.cancelled'`,
  )
  expect(audited.map((row) => row.subject_id)).toEqual([ids[0]])
})

test('all that match a filter are enrolled in a group, except those who are in it', async () => {
  const [group] = await system.query<{ id: string }>(`select id from groups where name = 'SO tigrinska'`)
  await go('/office/participants?search=Exempel')
  await page.getByRole('checkbox', { name: /Alla som passar filtret/ }).check()
  await page.getByRole('button', { name: 'Anmäl till en grupp' }).click()
  await page.getByText('Inget är gjort än.').waitFor()
  await look('ask')
  await page.locator('select[name=groupId]').selectOption(group?.id ?? '')
  await page.getByRole('button', { name: 'Visa vilka det gäller' }).click()
  await page.getByRole('heading', { name: /Lämnas som de är/ }).waitFor()
  expect(await page.locator('main').textContent()).toContain('Deltagaren är redan med i gruppen.')
  await look('preview-enrol')
  const inGroup = `select count(*)::int total from enrolments where group_id = '${group?.id}'`
  const before = (await system.query<{ total: number }>(inGroup))[0]?.total ?? 0
  const word = await page.getByRole('button', { name: /^Gör det för/ }).textContent()
  await page.getByRole('button', { name: /^Gör det för/ }).click()
  await page.getByRole('heading', { name: /^Klart/ }).waitFor()
  const after = (await system.query<{ total: number }>(inGroup))[0]?.total ?? 0
  expect(after - before).toBe(Number(word?.replace(/\D/g, '')))
})

test('Ctrl+K finds a page by a synonym, with the keyboard alone', async () => {
  await go('/office')
  await openSearch()
  await look('search')
  await search().fill('elev')
  await found().first().waitFor()
  expect(await found().first().textContent()).toBe('DeltagareMänniskor')
  expect(await search().getAttribute('aria-activedescendant')).toBe(await found().first().getAttribute('id'))
  await search().fill('')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  expect(await found().last().getAttribute('aria-selected')).toBe('true')
  await search().fill('kalender')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/office/lessons')
  expect(await search().isVisible()).toBe(false)

  const button = page.locator('button[aria-keyshortcuts]')
  await button.click()
  await search().waitFor()
  await page.keyboard.press('Escape')
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.setViewportSize(NARROWEST)
  await button.click()
  await search().fill('finns inte')
  await page.getByText('Ingen sida och ingen deltagare heter så.').waitFor()
  await checkAccessible(page)
  await takePicture(page, 'kit-search-320-sv')
  await page.keyboard.press('Escape')
  await page.setViewportSize(DESK.viewport)
})

test('the search finds no page without the permission to open it', async () => {
  const other = await signIn(browser, system, { as: system.staff('caseofficer'), at: DESK })
  await go('/office', other.page)
  await openSearch(other.page)
  const words = await found(other.page).allTextContents()
  expect(words.some((text) => text.startsWith('Deltagare'))).toBe(true)
  for (const hidden of ['Logg', 'Personal', 'Ersättningsunderlag']) {
    expect(words.filter((text) => text.startsWith(hidden))).toEqual([])
  }
  await other.close()
})

test('all of it works without scripts', async () => {
  await withoutScripts(async (plain) => {
    await go('/office/lessons?state=planned&pageSize=5', plain)
    await plain.getByRole('link', { name: 'Sök', exact: true }).click()
    expect(new URL(plain.url()).hash).toBe('#office-pages')
    await menu('Kolumner', plain).click()
    await plain.getByRole('link', { name: 'Visa kolumnen Värdkommun' }).click()
    await plain.waitForURL(/columns=.*host/)
    expect((await download(plain, 'csv')).bytes.toString('utf8')).toContain('Värdkommun')
    await menu('Exportera', plain).click()
    await plain
      .getByRole('checkbox', { name: /^Markera .*\d{4}/ })
      .first()
      .check()
    await plain.getByRole('button', { name: 'Ställ in lektioner' }).click()
    await plain.getByRole('button', { name: 'Gör det för 1' }).click()
    await plain.getByRole('heading', { name: 'Klart: 1' }).waitFor()
    await go('/office/groups', plain)
    await menu('Vyer', plain).click()
    await plain.locator('input[name=name]').fill('Utan skript')
    await plain.getByRole('button', { name: 'Spara vyn' }).click()
    await plain.waitForURL(/done=viewSaved/)
  })
})

describe('the overview', () => {
  // Three lessons that run, one that nobody held, and one without its roll.
  beforeAll(async () => {
    await fillLists(system, 1, 4)
    await system.query(`update lessons set live_at = null, starts_at = now() - interval '2 hours',
      ends_at = now() - interval '1 hour' where group_id = (select id from groups where name = 'Grupp 4')`)
    await system.query(`update lessons set starts_at = now() - interval '1 hour', ends_at = now() + interval '1 hour',
      break_starts_at = null, break_ends_at = null, live_at = now() - interval '1 hour' where id = (select l.id
      from lessons l join groups g on g.id = l.group_id where g.name = 'SO tigrinska' and l.live_at is null
      and l.cancelled_at is null order by l.starts_at limit 1)`)
  })
  const items = () => page.locator('[data-urgency] li')

  test('what is late is counted beside it in the navigation of every page, when a page is opened later too', async () => {
    await system.query(`update lessons set live_at = null, starts_at = now() - interval '50 hours',
      ends_at = now() - interval '49 hours' where group_id = (select id from groups where name = 'Grupp 3')`)
    await go('/office')
    const late = await page.locator('[data-urgency=late] li').count()
    expect(late).toBeGreaterThan(0)
    await page.locator(`#office-pages [data-late="${late}"]`).waitFor()
    await page.locator('#office-pages a', { hasText: 'Grupper' }).click()
    await page.waitForURL('**/office/groups')
    await page.locator(`#office-pages [data-late="${late}"]`).waitFor()
  })

  test('has a day, somebody who answers for it and something to do in every row', async () => {
    await go('/office')
    await items().first().waitFor()
    const faults = await items().evaluateAll((all) =>
      all.flatMap((item) => {
        const [what, due, owner, verb, ...more] = [...item.children].map((part) => part.textContent ?? '')
        const isComplete =
          what &&
          /^Senast: \p{L}{2,4}\.? \d{4}-\d{2}-\d{2} \d{2}:\d{2}/u.test(due ?? '') &&
          /^Ansvarig: \S/.test(owner ?? '')
        const isLink = item.lastElementChild instanceof HTMLAnchorElement
        return isComplete && verb && isLink && more.length === 0 ? [] : [item.textContent]
      }),
    )
    expect(faults).toEqual([])
    await takePicture(page, 'office-overview-1280-sv')
    await checkAccessible(page)
  })

  test('is narrowed by one touch to a kind, says so in its address, and is whole again', async () => {
    await go('/office')
    const chips = page.getByRole('navigation', { name: 'Visa' })
    await chips.getByRole('link', { name: 'Lektionen pågår' }).click()
    await page.waitForURL(/kind=lesson-live/)
    await chips.locator('[aria-current=true]', { hasText: 'Lektionen pågår' }).waitFor()
    const kinds = await items().evaluateAll((all) => [...new Set(all.map((item) => item.getAttribute('data-kind')))])
    expect(kinds).toEqual(['lesson-live'])
    await chips.getByRole('link', { name: 'Allt' }).click()
    await page.waitForURL((url) => url.search === '')
    // Of a kind that nothing is of any more, one comes back to everything.
    await go('/office?kind=set-up')
    await chips.getByRole('link', { name: 'Allt' }).waitFor()
    expect(await items().count()).toBe(0)
  })

  test('leads to the very thing: to the rolls that a lesson misses', async () => {
    await go('/office?kind=roll-missing')
    await items().first().getByRole('link').click()
    await page.waitForURL(/#missing-rolls$/)
    expect(await page.locator('#missing-rolls li').count()).toBeGreaterThan(0)
  })

  test('fits on a phone, in fingers', async () => {
    await page.setViewportSize(NARROWEST)
    await go('/office')
    await items().first().waitFor()
    await checkWidth(page)
    expect(await items().count()).toBeGreaterThan(2)
    await takePicture(page, 'office-overview-320-sv')
    await page.setViewportSize(DESK.viewport)
  })
})

test('no page logged an error', () => {
  expect(office.complaints).toEqual([])
})
