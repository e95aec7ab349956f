import { spawnSync } from 'node:child_process'

import type { Browser, Page } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { addDays, dateOf } from '@/domain/time'
import { checkAccessible } from '@/tests/support/check-accessible'
import { launchChromium } from '@/tests/support/chromium'
import { fill, send } from '@/tests/support/forms'
import { identityNumber } from '@/tests/factories/identity-number'
import { signIn } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startSystem, type SignIn, type System } from '@/tests/support/system'

import { OTHER_NUMBER, PASSWORD, TEST_NUMBER } from './own-region/made-up'

/*
 * Two municipalities with the real jobs between them: the one registers somebody who is in the other, the other answers
 * from its worklist, by keyboard and on a narrow screen.
 */

const UMEA: SignIn = { email: 'umea@example.org', password: PASSWORD }
const BJURHOLM: SignIn = { email: 'bjurholm@example.org', password: PASSWORD }
const [TODAY, LATER] = [dateOf(Date.now()), addDays(dateOf(Date.now()), 12)]
const NARROW = { width: 320, height: 800 }
const WIDE = { width: 1280, height: 900 }

let system: System
let browser: Browser
let owner: postgres.Sql
let old: Page
let fresh: Page

beforeAll(async () => {
  ;[system, browser] = await Promise.all([
    startSystem({ SAMSAL_DEMO: 'off' }),
    launchChromium({ sender: 'home', isKiosk: true }),
  ])
  owner = postgres(system.ownerUrl(), { max: 1 })
  for (const [as, municipalityCode, municipalityName] of [
    [UMEA, '2480', 'Umeå'],
    [BJURHOLM, '2403', 'Bjurholm'],
  ] as const) {
    const input = JSON.stringify({ ...as, name: municipalityName, municipalityCode, municipalityName })
    const { status } = spawnSync('npm', ['run', 'make-administrator'], { env: system.environment, input })
    expect(status).toBe(0)
  }
  old = (await signIn(browser, system, { as: UMEA })).page
  fresh = (await signIn(browser, system, { as: BJURHOLM })).page
})
afterAll(async () => {
  await owner.end()
  await Promise.all([browser.close(), system.stop()])
})

type Registered = { home: string; name: string; number: string; on: string }

/** Registers somebody on the page for it; the path of their own page. */
async function register(page: Page, { home, name, number, on }: Registered): Promise<string> {
  await page.goto(`${system.url}/office/participants/new`)
  const form = page.locator('main form:not([role=search])').last()
  await fill(form, {
    ...{ givenName: name, familyName: 'Exempel', displayName: name, identityNumber: number, registeredFromOn: on },
    ...{ spokenLanguage: 'tigrinska', uiLanguage: 'ትግርኛ' },
  })
  const homes = form.locator('select[name=homeMunicipalityId]')
  if (await homes.isVisible()) await homes.selectOption({ label: home })
  await send(form)
  await page.waitForURL(/done=saved/)
  return new URL(page.url()).pathname
}

/** As it looks, wide and narrow, in both languages of the office. */
async function look(page: Page, name: string): Promise<void> {
  for (const language of ['sv', 'en']) {
    await page.context().addCookies([{ name: 'samsal-office-language', value: language, url: system.url }])
    await page.reload()
    for (const size of [NARROW, WIDE]) {
      await page.setViewportSize(size)
      await takePicture(page, `transfer-${name}-${language}-${size.width}`, { isWhole: true })
      await checkAccessible(page)
    }
  }
  await page.context().addCookies([{ name: 'samsal-office-language', value: 'sv', url: system.url }])
  await page.reload()
}

/** The content of a page without what is random: ids, card numbers, moments and the secrets of its forms. */
async function contentOf(page: Page, path: string): Promise<string> {
  await page.goto(`${system.url}${path}`)
  const html = await page.locator('main').innerHTML()
  return html
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'id')
    .replaceAll(/\$ACTION_[\w:]+|value="[^"]*"|datetime="[^"]*"|\d\d[:.]\d\d|id="[^"]*"|for="[^"]*"/gi, '')
    .replaceAll(/kort \d+/g, 'kort')
    .replaceAll(/aria-(labelledby|describedby|controls)="[^"]*"/g, '')
}

let known: string
let free: string

test('a number that another municipality has is answered like one that nobody has', async () => {
  await register(old, { home: 'Umeå', name: 'Selam', number: TEST_NUMBER, on: '2024-01-01' })
  known = await register(fresh, { home: 'Bjurholm', name: 'Senait', number: TEST_NUMBER, on: LATER })
  free = await register(fresh, { home: 'Bjurholm', name: 'Samira', number: OTHER_NUMBER, on: LATER })
  await expect.poll(async () => (await owner`select 1 from transfer_questions`).length, { timeout: 20_000 }).toBe(1)
  const contents = [await contentOf(fresh, known), (await contentOf(fresh, free)).replaceAll('Samira', 'Senait')]
  expect(contents[0]).toBe(contents[1])
  expect(contents[0]).toContain('Andra kommuner är tillfrågade om numret')
  await fresh.goto(`${system.url}${known}`)
  await look(fresh, 'asked')
})

test('the worklist leads to the question, which is refused for a day that is too early and agreed to by keyboard', async () => {
  await old.goto(`${system.url}/office`)
  const row = old.locator('li[data-kind=transfer-asked]')
  expect(await row.textContent()).toContain('Selam')
  await look(old, 'worklist')
  await row.getByRole('link').click()
  await old.waitForURL('**/office/transfers/*')
  await look(old, 'question')
  const form = old.locator('main form').first()
  await fill(form, { fromOn: '2023-01-01' })
  await send(form)
  await old.getByText('Dagen måste vara senare').first().waitFor()
  await takePicture(old, 'transfer-too-early-sv', { isWhole: true })
  await fill(form, { fromOn: LATER })
  await form.locator('button[type=submit]').focus()
  await old.keyboard.press('Enter')
  await old.waitForURL(/done=transferAgreed/)
  await look(old, 'agreed')
})

test('the municipality that asked is told, and sees whom it gets', async () => {
  await fresh.goto(`${system.url}/office`)
  const row = fresh.locator('li[data-kind=transfer-answered]')
  await row.getByRole('link').click()
  await fresh.waitForURL(/#transfers/)
  await fresh.getByText('En kommun har lämnat över deltagaren.').waitFor()
  await look(fresh, 'told')
  await fresh.getByRole('link', { name: 'Deltagaren som lämnades över' }).click()
  await fresh.getByRole('heading', { name: 'Selam' }).waitFor()
  // Cards are made, and the register is kept, where the person still lives.
  expect(await fresh.getByRole('main').getByRole('link', { name: 'Kort' }).count()).toBe(0)
  await look(fresh, 'on-the-way')
})

test('a request is withdrawn, and made again with a reason', async () => {
  await fresh.goto(`${system.url}${free}`)
  await fresh.getByRole('button', { name: 'Ta tillbaka begäran' }).click()
  await fresh.waitForURL(/done=transferWithdrawn/)
  await fresh.getByText('Fråga andra kommuner').first().click()
  await look(fresh, 'withdrawn')
  await fresh.getByText('Fråga andra kommuner').first().click()
  const form = fresh.locator('#transfers form:has(textarea[name=reason])')
  await fill(form, { fromOn: TODAY, reason: 'Flyttade hit i dag.' })
  await send(form)
  await fresh.waitForURL(/done=transferAsked/)
})

/** A lesson of last week with minutes of a person. */
async function attend(personId: string): Promise<void> {
  await owner`
    with place as (select id from municipalities where name = 'Umeå'),
      teacher as (select id from staff where email = ${UMEA.email}),
      course as (
        insert into groups (hosting_municipality_id, name, course_kind, language, communicator_id, starts_on, ends_on)
        select place.id, 'Grupp', 'sfi', 'ti', teacher.id, '2026-01-01', '2030-01-01' from place, teacher returning *),
      lesson as (
        insert into lessons (group_id, hosting_municipality_id, communicator_id, starts_at, ends_at, live_at, ended_at)
        select id, hosting_municipality_id, communicator_id, moment, moment + interval '1 hour', moment, moment + interval '1 hour'
        from course, (values (now() - interval '7 days')) as begun (moment) returning *),
      entry as (
    insert into attendance_entries (lesson_id, person_id, home_municipality_id, hosting_municipality_id, lesson_on, origin,
      planned_minutes, present_minutes, excused_minutes, technical_failure_minutes, absent_minutes, rule_set_id)
    select id, ${personId}, hosting_municipality_id, hosting_municipality_id, starts_at::date, 'assessed', 60, 60, 0, 0, 0, 'r'
    from lesson returning id)
    insert into attendance_evidence select id, '{"pieces":[]}' from entry`
}

test('a back-dated transfer says how many lessons are counted again, and waits for the tick', async () => {
  const number = identityNumber()
  const moving = await register(old, { home: 'Umeå', name: 'Hana', number, on: '2024-01-01' })
  await attend(moving.split('/').at(-1) ?? '')
  const own = await register(fresh, { home: 'Bjurholm', name: 'Hanna', number, on: addDays(TODAY, -20) })
  const item = old.locator('li[data-kind=transfer-asked]', { hasText: 'Hana' })
  await expect
    .poll(
      async () => {
        await old.goto(`${system.url}/office`)
        return item.count()
      },
      { timeout: 20_000 },
    )
    .toBe(1)
  await item.getByRole('link').click()
  await old.getByText('Flyttar deltagaren den dagen räknas en lektion om.').waitFor()
  const form = old.locator('main form').first()
  await send(form)
  const question = form.getByRole('alert', { name: 'Lektioner räknas om' })
  await question.waitFor()
  await takePicture(old, 'transfer-resettles-sv', { isWhole: true })
  await checkAccessible(old)
  // Without the tick it asks again.
  await send(form)
  await question.waitFor()
  await question.getByLabel('Ja, räkna om').check()
  await send(form)
  await old.waitForURL(/done=transferAgreed/)
  await fresh.goto(`${system.url}${own}`)
  await fresh.getByText('En kommun har lämnat över deltagaren.').waitFor()
  expect(await fresh.getByText('Saknas').count()).toBe(1)
  await fresh.getByRole('link', { name: 'Deltagaren som lämnades över' }).click()
  await fresh.getByRole('heading', { name: 'Hana' }).waitFor()
  expect(await fresh.getByText('Finns, krypterat').count()).toBe(1)
})
