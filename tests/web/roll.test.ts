import { randomUUID } from 'node:crypto'

import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { checkAccessible } from '@/tests/support/check-accessible'
import { launchChromium, PHONE } from '@/tests/support/chromium'
import { signIn, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { pressMark } from '@/tests/support/press-mark'
import { startSystem, type System } from '@/tests/support/system'

const HOUR_MS = 3_600_000

let system: System
let browser: Browser
let host: Visit
let page: Page

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem(), launchChromium({ sender: null })])
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

beforeEach(async () => {
  await system.query(`alter table roll_marks disable trigger append_only`)
  await system.query(`delete from roll_marks m using lessons l where l.id = m.lesson_id and ${TODAY}`)
  await system.query(`alter table roll_marks enable trigger append_only`)
  host = await signIn(browser, system, { as: system.staff('sitehost'), at: PHONE })
  ;({ page } = host)
  await openRoll()
})
afterEach(() => host.close())

const TODAY = `l.starts_at > now() - interval '12 hours'`

async function openRoll(): Promise<void> {
  await page.goto(`${system.url}/site`)
  await page.locator('a[href^="/site/lessons/"]').first().click()
  await page.locator('[role=radiogroup]').first().waitFor()
}

const person = (index: number) => page.locator('main li', { has: page.locator('[role=radiogroup]') }).nth(index)
const nameOf = async (index: number) => (await person(index).locator('bdi').first().textContent()) ?? ''
const lessonId = () => /lessons\/([\w-]+)/.exec(page.url())?.[1] ?? ''

/** Places on the list of people whose names nobody else there has. */
async function unmistakable(): Promise<number[]> {
  const names = await page.locator('main li:has([role=radiogroup]) > p > bdi').allTextContents()
  return names.flatMap((name, index) => (names.filter((other) => other === name).length === 1 ? [index] : []))
}
const press = (index: number, word: string) => pressMark(person(index), word)

type Mark = { name: string; mark: string; arrived_ms: number | null }
const marks = () =>
  system.query<Mark>(
    `select p.display_name as name, m.mark, (extract(epoch from m.arrived_at) * 1000)::float8 as arrived_ms
     from roll_marks m join persons p on p.id = m.person_id join lessons l on l.id = m.lesson_id
     where ${TODAY} order by m.id`,
  )
const markedAs = async () => (await marks()).map(({ mark }) => mark)

/** The page reads the roll no more; what it had asked before has been answered. */
async function readNoMore(): Promise<void> {
  const isRead = (url: string) => url.includes('/api/roll?')
  const open = new Set<Request>()
  page.on('request', (request) => isRead(request.url()) && open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  // One full answer after the listeners were set: whatever was asked before them has come as well.
  const read = page.waitForResponse((response) => isRead(response.url()))
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await read
  await page.route('**/api/roll?*', (route) => route.abort())
  await expect.poll(() => open.size).toBe(0)
}

/** Requests with marks do not arrive. */
const cut = () =>
  page.route('**/api/roll', (route) => (route.request().method() === 'POST' ? route.abort() : undefined))

describe('marks that cannot be sent', () => {
  test('wait on the device, without a name, survive a reload, and are sent by themselves', async () => {
    const name = await nameOf(0)
    await cut()
    await press(0, 'Här')
    await page.getByText('1 markering är inte sparad än.').waitFor()
    await press(1, 'Borta')
    await press(2, 'Giltig frånvaro')
    await page.getByText('3 markeringar är inte sparade än.').waitFor()
    const kept = await page.evaluate(() => JSON.stringify(localStorage))
    expect(kept).not.toContain(name)
    await takePicture(page, 'site-roll-unsent-sv')
    await checkAccessible(page)
    await page.reload()
    await page.getByText('3 markeringar är inte sparade än.').waitFor()
    expect(await person(1).getByRole('radio', { name: 'Borta', checked: true }).count()).toBe(1)
    await page.unroute('**/api/roll')
    await expect.poll(markedAs, { timeout: 90_000 }).toEqual(['present', 'absent', 'excused'])
    await expect.poll(() => page.locator('[data-waiting]').count()).toBe(0)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('samsal-mark')))).toEqual(
      [],
    )
  })

  test('are sent when the line is back, and leaving before asks', async () => {
    await page.context().setOffline(true)
    await press(0, 'Här')
    await page.locator('[data-waiting="1"]').waitFor()
    const asked = page.waitForEvent('dialog')
    const leaving = page.evaluate(() => window.location.assign('/site'))
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    await leaving
    await page.context().setOffline(false)
    await expect.poll(markedAs).toEqual(['present'])
  })

  test('are sent after signing in again, and once, also when the first answer was lost', async () => {
    let answersLost = 1
    await page.route('**/api/roll', async (route) => {
      if (route.request().method() !== 'POST' || answersLost === 0) return route.continue()
      answersLost -= 1
      await route.fetch()
      return route.abort()
    })
    await press(0, 'Borta')
    await expect.poll(() => page.locator('[data-waiting]').count()).toBe(0)
    const cookies = await page.context().cookies()
    await page.context().clearCookies()
    await press(1, 'Här')
    await page.getByText('Logga in igen, så skickas de.').waitFor()
    await page.context().addCookies(cookies)
    await openRoll()
    await expect.poll(markedAs).toEqual(['absent', 'present'])
  })

  test('of somebody else wait until they sign in', async () => {
    await cut()
    await press(0, 'Här')
    await page.locator('[data-waiting="1"]').waitFor()
    await page.context().clearCookies()
    const administrator = system.staff('administrator')
    await page.goto(`${system.url}/sign-in`)
    await page.locator('input[name=email]').fill(administrator.email)
    await page.locator('input[name=password]').fill(administrator.password)
    await page.locator('button[type=submit]').click()
    await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/')
    await page.unroute('**/api/roll')
    await page.goto(`${system.url}/site`)
    await page.getByText('1 markering av någon annan väntar').waitFor()
    expect(await markedAs()).toEqual([])
  })
})

test('a mark that is refused for good is named with its reason, keeps no other, and can be let go', async () => {
  const [gone = 0, stays = 0] = await unmistakable()
  const name = await nameOf(gone)
  const [enrolment] = await system.query<{ id: string }>(
    `update enrolments e set until_on = '2020-01-02' from persons p
     where p.id = e.person_id and p.display_name = '${name}' and e.until_on is null returning e.id`,
  )
  try {
    await cut()
    await press(gone, 'Här')
    await press(stays, 'Här')
    await page.locator('[data-waiting="2"]').waitFor()
    await page.unroute('**/api/roll')
    const refused = page.locator('[data-mark=refused]')
    await refused.getByText(`${name}, ”Här”: markeringen kunde inte sparas.`).waitFor({ timeout: 90_000 })
    await checkAccessible(page)
    await expect.poll(markedAs).toEqual(['present'])
    await refused.getByRole('button', { name: 'Okej' }).click()
    await expect.poll(() => refused.count()).toBe(0)
    await page.reload()
    await page.locator('[role=radiogroup]').first().waitFor()
    expect(await refused.count()).toBe(0)
  } finally {
    await system.query(`update enrolments set until_on = null where id = '${enrolment?.id}'`)
  }
})

test.each([
  ['ahead', 2 * HOUR_MS],
  ['behind', -25 * 60_000],
])('a device whose clock is %s does not date a late arrival', async (_label, offsetMs) => {
  await page.addInitScript((ms) => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + ms
  }, offsetMs)
  await page.reload()
  await page.locator('[role=radiogroup]').first().waitFor()
  await press(0, 'Sen')
  await expect.poll(markedAs).toEqual(['late'])
  const [late] = await marks()
  expect(Math.abs((late?.arrived_ms ?? 0) - Date.now())).toBeLessThan(20_000)
})

test('a time outside the lesson becomes the nearest one, and the page says so', async () => {
  await press(0, 'Sen')
  await expect.poll(markedAs).toEqual(['late'])
  const [lesson] = await system.query<{ ms: number }>(
    `select (extract(epoch from l.starts_at) * 1000)::float8 as ms from lessons l
     join roll_marks m on m.lesson_id = l.id where ${TODAY}`,
  )
  const startsAtMs = lesson?.ms ?? 0
  const early = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'short', timeZone: 'Europe/Stockholm' })
  await person(0)
    .locator('input[type=time]')
    .fill(early.format(startsAtMs - 10 * 60_000))
  await person(0).getByText('Tiden låg utanför lektionen').waitFor()
  await expect.poll(async () => (await marks()).at(-1)?.arrived_ms).toBe(startsAtMs)
})

test('a mark that says something about a person changes only after a question, and so does one of another host', async () => {
  const [first = 0, second = 0] = await unmistakable()
  const name = await nameOf(first)
  await press(first, 'Giltig frånvaro')
  await expect.poll(markedAs).toEqual(['excused'])
  await press(first, 'Här')
  const question = person(first).getByRole('alertdialog')
  await question.getByText(`${name} är markerad ”Giltig frånvaro”. Ändra till ”Här”?`).waitFor()
  await checkAccessible(page)
  await question.getByRole('button', { name: 'Nej, behåll' }).click()
  expect(await markedAs()).toEqual(['excused'])
  await press(first, 'Här')
  await question.getByRole('button', { name: 'Ja, ändra' }).click()
  await expect.poll(markedAs).toEqual(['excused', 'present'])

  // Another host has marked somebody since this page was read: no answer that is still on its way may tell it.
  await readNoMore()
  await system.query(
    `insert into roll_marks (lesson_id, person_id, site_id, round, mark, marked_by)
     select m.lesson_id, e.person_id, m.site_id, 'start', 'excused', m.marked_by
     from roll_marks m join enrolments e on e.site_id = m.site_id join persons p on p.id = e.person_id
     where m.lesson_id = '${lessonId()}' and p.display_name = '${await nameOf(second)}' limit 1`,
  )
  await press(second, 'Borta')
  const asking = page.locator('[data-mark=asking]')
  await asking.getByRole('button', { name: 'Nej, behåll' }).click()
  await expect.poll(() => asking.count()).toBe(0)
  expect(await markedAs()).toEqual(['excused', 'present', 'excused'])
})

test('the second round is offered and chosen when a break begins that nobody planned', async () => {
  await system.query(`update lessons set break_starts_at = null, break_ends_at = null where id = '${lessonId()}'`)
  await page.reload()
  await page.locator('[role=radiogroup]').first().waitFor()
  expect(await page.getByRole('button', { name: 'Efter rasten' }).count()).toBe(0)
  await press(0, 'Här')
  const at = (seconds: number) => `now() - interval '${seconds} seconds'`
  await system.query(
    `insert into presence_facts (id, lesson_id, kind, at, node_id)
     values ('${randomUUID()}', '${lessonId()}', 'break-started', ${at(15)}, 'test')`,
  )
  await page.getByRole('button', { name: 'Efter rasten', pressed: true }).waitFor({ timeout: 90_000 })
  await page.getByText('Nu gäller uppropet efter rasten.').waitFor()
  await checkAccessible(page)
  await press(0, 'Här')
  await expect.poll(markedAs).toEqual(['present', 'present'])
  await page.getByRole('button', { name: 'Vid start' }).click()
  await person(0).getByRole('radio', { name: 'Här', checked: true }).waitFor()
})

test.each(['sv', 'ar'])('in %s a question and marks that wait fit on the smallest phone', async (language) => {
  await page.context().addCookies([{ name: 'samsal-language', value: language, url: system.url }])
  await page.setViewportSize({ width: 360, height: 740 })
  await page.reload()
  await page.locator(`html[lang=${language}] [role=radiogroup]`).first().waitFor()
  await person(0).locator('[data-more]').click()
  await person(0).getByRole('radio').nth(3).click()
  await expect.poll(markedAs).toEqual(['excused'])
  await person(0).getByRole('radio').nth(0).click()
  const question = person(0).getByRole('alertdialog')
  await question.waitFor()
  await cut()
  await person(1).getByRole('radio').nth(0).click()
  await page.locator('[data-waiting="1"]').waitFor()
  await takePicture(page, `site-roll-question-${language}`)
  await takePicture(page, `site-roll-question-whole-${language}`, { isWhole: true })
  await page.setViewportSize({ width: 320, height: 640 })
  await checkAccessible(page)
  // By keyboard: the careful answer has the focus, and the focus goes back.
  await page.unroute('**/api/roll')
  await question.getByRole('button').last().focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => question.count()).toBe(0)
  await expect.poll(markedAs, { timeout: 90_000 }).toEqual(['excused', 'present'])
})
