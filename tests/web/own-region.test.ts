import { spawnSync } from 'node:child_process'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { addDays, dateOf, weekdayOf } from '@/domain/time'
import { checkAccessible } from '@/tests/support/check-accessible'
import { launchChromium, openPage, PHONE, SCREEN } from '@/tests/support/chromium'
import { expectNames, fill, searchOn, send } from '@/tests/support/forms'
import AR from '@/locales/participant/ar/screen.json' with { type: 'json' }
import SV from '@/locales/participant/sv/screen.json' with { type: 'json' }
import { timesAround } from '@/tests/support/ongoing'
import { openLink, signIn, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { readQr } from '@/tests/support/read-qr'
import { startSystem, type System } from '@/tests/support/system'

import { addSomebodyTwice } from './own-region/add-somebody-twice'
import { ADMINISTRATOR, CASE_OFFICER, HOST, OTHER_NUMBER, PASSWORD, REASON, TEST_NUMBER } from './own-region/made-up'
import { stateAPermit } from './own-region/state-a-permit'

const ENTRY_MS = 90_000

const [TODAY, ONGOING] = [dateOf(Date.now()), timesAround(Date.now())]

let system: System
let browser: Browser
let office: Visit
let page: Page
let link: string

beforeAll(async () => {
  ;[system, browser] = await Promise.all([
    startSystem({ SAMSAL_DEMO: 'off' }),
    launchChromium({ sender: 'home', isKiosk: true }),
  ])
})
afterAll(() => Promise.all([browser.close(), system.stop()]))

const formOn = (of: Page) => of.locator('main form:not([role=search])').last()

/** Opens a page with a form, checks it, fills and sends it, and waits for the result. */
async function save(path: string, values: Record<string, string>, done = 'saved'): Promise<void> {
  await page.goto(`${system.url}${path}`)
  await fill(formOn(page), values)
  await send(formOn(page))
  await page.waitForURL(new RegExp(`done=${done}`))
}

async function look(at: Page, name: string): Promise<void> {
  await takePicture(at, `own-${name}`, { isWhole: true })
  await checkAccessible(at)
}

async function open(path: string, name: string): Promise<void> {
  await page.goto(`${system.url}${path}`)
  await look(page, name)
}

test('a command makes the first administrator, who sees what to do next', async () => {
  const answers = { ...ADMINISTRATOR, name: 'Åsa Exempel', municipalityCode: '2480', municipalityName: 'Umeå' }
  const { status, stdout } = spawnSync('npm', ['run', 'make-administrator'], {
    env: system.environment,
    input: JSON.stringify(answers),
    encoding: 'utf8',
  })
  expect(stdout).toContain('asa@example.org is an administrator of Umeå.')
  expect(status).toBe(0)
  office = await signIn(browser, system, { as: ADMINISTRATOR })
  ;({ page } = office)
  await look(page, 'office-first-sv')
  expect(await page.getByRole('link', { name: /Lägg till ett klassrum/ }).count()).toBe(1)
})

test('municipalities and sites are created on their pages', async () => {
  await open('/office/municipalities/new', 'municipality-new-sv')
  await save('/office/municipalities/new', { name: 'Bjurholm', code: '2403' })
  await look(page, 'municipalities-sv')
  await open('/office/sites/new', 'site-new-sv')
  const site = { municipalityId: 'Umeå', name: 'Biblioteket, sal 2', address: 'Exempelgatan 1' }
  await save('/office/sites/new', site)
  await look(page, 'sites-sv')
  expect(await page.locator('tbody').textContent()).toContain('Biblioteket, sal 2')
})

test.each([
  {
    label: 'a communicator',
    member: { name: 'Karim Exempel', email: 'karim@example.org' },
    role: { role: 'Samhällskommunikatör', municipalityId: 'Umeå' },
  },
  {
    label: 'a site host of one site',
    member: { name: 'Harriet Exempel', email: HOST.email },
    role: { role: 'Klassrumsvärd', municipalityId: 'Umeå', siteId: 'Umeå: Biblioteket, sal 2' },
  },
  {
    label: 'a case officer of the other municipality',
    member: { name: 'Hilda Exempel', email: CASE_OFFICER.email },
    role: { role: 'Handläggare', municipalityId: 'Bjurholm' },
  },
])('the administrator adds $label', async ({ member, role }) => {
  const roles = Object.fromEntries(Object.entries(role).map(([name, value]) => [`roles.0.${name}`, value]))
  await save('/office/staff/new', { ...member, password: PASSWORD, ...roles })
  expect(await page.locator('tbody').textContent()).toContain(member.name)
})

test('staff are listed with their roles', async () => {
  await look(page, 'staff-sv')
  await open('/office/staff/new', 'staff-new-sv')
  expect(await page.locator('select[name="roles.0.municipalityId"]').inputValue()).toBe('')
})

const CHOSEN = { spokenLanguage: 'arabiska', uiLanguage: 'العربية' }
const LAYLA = { givenName: 'Layla', familyName: 'Exempel', displayName: 'Layla', ...CHOSEN }
const OMAR = { givenName: 'Omar', familyName: 'Testson', displayName: 'Omar T', ...CHOSEN }

test('an identity number belongs to one participant; a second is refused and the input is kept', async () => {
  await open('/office/participants/new', 'participant-new-sv')
  for (const name of ['homeMunicipalityId', 'spokenLanguage', 'uiLanguage'])
    expect(await page.locator(`select[name=${name}]`).inputValue()).toBe('')
  await save('/office/participants/new', { ...LAYLA, homeMunicipalityId: 'Umeå', identityNumber: TEST_NUMBER })
  await look(page, 'participant-sv')

  await page.goto(`${system.url}/office/participants/new`)
  await fill(formOn(page), { ...OMAR, homeMunicipalityId: 'Umeå', identityNumber: TEST_NUMBER })
  await send(formOn(page))
  const number = formOn(page).locator('input[name=identityNumber]')
  await formOn(page).getByText('En annan deltagare har redan numret.').waitFor()
  await look(page, 'participant-refused-sv')
  expect(await number.getAttribute('aria-invalid')).toBe('true')
  expect(await number.inputValue()).toBe(TEST_NUMBER)
  expect(await formOn(page).locator('input[name=displayName]').inputValue()).toBe('Omar T')
  expect(await formOn(page).locator('select[name=spokenLanguage]').inputValue()).toBe('ar')
  await number.fill('')
  await send(formOn(page))
  await page.waitForURL(/done=saved/)
})

test('the target group follows from the permit, and the page says why', async () => {
  await stateAPermit({ page, url: system.url, formOn, look })
  expect(office.complaints).toEqual([])
})

test('search, order and page of a list are in the address and survive a reload', async () => {
  await open('/office/participants', 'participants-sv')
  await expectNames(page, ['Layla', 'Omar T'])
  await page.getByRole('columnheader').getByRole('link', { name: 'Namn' }).click()
  await page.waitForURL(/direction=desc/)
  await expectNames(page, ['Omar T', 'Layla'])
  await searchOn(page, 'Layla')
  await page.waitForURL(/search=Layla.*direction=desc|direction=desc.*search=Layla/)
  await expectNames(page, ['Layla'])
  expect(await page.locator('input[name=search]').inputValue()).toBe('Layla')
  await page.goto(`${system.url}/office/participants?pageSize=1`)
  await expectNames(page, ['Layla'])
  await page.getByRole('link', { name: 'Nästa' }).click()
  await page.waitForURL(/cursor=/)
  await expectNames(page, ['Omar T'])
})

test('an identity number finds its participant and is never in an address', async () => {
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  await page.goto(`${system.url}/office/participants`)
  const search = page.locator('form[role=search]')
  await searchOn(page, '19920410-2380')
  await search.getByText('Numret är inte ett giltigt person- eller samordningsnummer.').waitFor()
  await searchOn(page, OTHER_NUMBER)
  await search.getByText('Det finns inte, eller du får inte se det.').waitFor()
  expect(await search.locator('input[name=search]').inputValue()).toBe(OTHER_NUMBER)
  await look(page, 'participants-number-refused-sv')
  await searchOn(page, TEST_NUMBER)
  await page.getByRole('heading', { name: 'Layla' }).waitFor()

  await page.goto(`${system.url}/office/participants`)
  await searchOn(page, OTHER_NUMBER)
  await page.locator('form[role=search]').getByText('Det finns inte, eller du får inte se det.').waitFor()
  await look(page, 'participants-search-refused-sv')
  await searchOn(page, TEST_NUMBER)
  await page.getByRole('heading', { name: 'Layla' }).waitFor()
  expect(addresses.filter((address) => address.includes('920410') || address.includes('920412'))).toEqual([])
})

test('a search is posted by a browser without scripts too', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE' })
  await context.addCookies(await page.context().cookies())
  const plain = await context.newPage()
  await plain.goto(`${system.url}/office/participants`)
  await searchOn(plain, OTHER_NUMBER)
  await plain.getByText('Det finns inte, eller du får inte se det.').waitFor()
  expect(plain.url()).not.toContain('1992')
  expect(await plain.locator('input[name=search]').inputValue()).toBe(OTHER_NUMBER)
  await searchOn(plain, TEST_NUMBER)
  await plain.getByRole('heading', { name: 'Layla' }).waitFor()
  await context.close()
})

test('a group in Arabic has its weekly pattern and its site', async () => {
  await page.goto(`${system.url}/office/groups/new`)
  const weekday = new Intl.DateTimeFormat('sv', { weekday: 'long', timeZone: 'UTC' })
  const patternDay = weekday.format(new Date(`${addDays(TODAY, 1)}T12:00:00Z`))
  await fill(formOn(page), {
    ...{ hostingMunicipalityId: 'Umeå', name: 'SO arabiska', courseKind: 'Samhällsorientering', language: 'arabiska' },
    ...{ communicatorId: 'Karim Exempel (Umeå)', startsOn: TODAY, endsOn: addDays(TODAY, 27) },
    ...{ 'patterns.0.startsAt': '09:00', 'patterns.0.endsAt': '12:00' },
    ...{ 'patterns.0.breakStartsAt': '10:15', 'patterns.0.breakEndsAt': '10:30' },
  })
  await formOn(page)
    .locator('select[name="patterns.0.weekday"]')
    .selectOption(String(weekdayOf(addDays(TODAY, 1))))
  await formOn(page).getByLabel('Umeå: Biblioteket, sal 2').check()
  await look(page, 'group-new-sv')
  await send(formOn(page))
  await page.waitForURL(/done=saved/)
  await look(page, 'group-sv')
  expect((await page.locator('main').textContent())?.toLowerCase()).toContain(patternDay)
  expect(await page.locator('main').textContent()).toContain('rast 10:15 – 10:30')
})

async function keepFirstParts(count: number): Promise<void> {
  for (const part of (await formOn(page).locator('[name=themeParts]').all()).slice(count)) await part.uncheck()
}

test('its lessons are planned from the pattern, once however often it is requested', async () => {
  await page.getByRole('link', { name: 'Planera lektioner' }).click()
  await page.waitForURL(/\/plan$/)
  await look(page, 'plan-sv')
  await send(formOn(page))
  await page.getByText('Det blir färre lektioner än delar.').waitFor()
  await keepFirstParts(4)
  await send(formOn(page))
  await page.getByText('Nya lektioner: 4. Fanns redan: 0.').waitFor()
  await keepFirstParts(4)
  await send(formOn(page))
  await page.getByText('Nya lektioner: 0. Fanns redan: 4.').waitFor()
  await look(page, 'planned-sv')
})

test('a lesson of today is added by hand, with its theme part', async () => {
  await open('/office/lessons/new', 'lesson-new-sv')
  await fill(formOn(page), { groupId: 'SO arabiska', date: TODAY, ...ONGOING })
  await send(formOn(page))
  await page.getByText('Välj vilken del av samhällsorienteringen det gäller.').waitFor()
  expect(await formOn(page).locator('input[name=startsAt]').inputValue()).toBe(ONGOING.startsAt)
  await formOn(page).locator('select[name=themePart]').selectOption('3')
  await send(formOn(page))
  await page.waitForURL(/done=saved/)
  await look(page, 'lesson-sv')
  await open('/office/lessons', 'lessons-sv')
  expect(await page.locator('tbody tr').count()).toBe(5)
})

test.each([
  { name: 'Layla', siteId: 'Hemifrån' },
  { name: 'Omar T', siteId: 'Umeå: Biblioteket, sal 2' },
])('$name is enrolled: $siteId', async ({ name, siteId }) => {
  await page.goto(`${system.url}/office/groups`)
  await page.getByRole('link', { name: 'SO arabiska' }).click()
  await page.getByRole('link', { name: 'Anmäl deltagare' }).click()
  await page.getByRole('link', { name: `Välj ${name}`, exact: true }).click()
  const form = formOn(page)
  await form.locator('select[name=siteId]').waitFor()
  await look(page, `enrol-${name === 'Layla' ? 'home' : 'site'}-sv`)
  await fill(form, { siteId })
  await send(form)
  await page.waitForURL(/done=enrolled/)
  const row = page.locator('tbody tr', { hasText: name })
  expect(await row.textContent()).toContain(siteId.replace('Umeå: ', ''))
})

test('an identity number opens for a reason, which the audit then shows', async () => {
  await look(page, 'group-enrolled-sv')
  await page.goto(`${system.url}/office/participants`)
  await page.getByRole('link', { name: 'Layla', exact: true }).click()
  await page.locator('summary', { hasText: 'Visa numret' }).click()
  const form = page.locator('form', { hasText: 'Visa numret' })
  await send(form)
  await form.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
  expect(await page.locator('main').textContent()).not.toContain(TEST_NUMBER)
  const opened = `select details from audit_entries where action = 'identity-number.opened'`
  expect(await system.query(opened)).toHaveLength(0)
  await look(page, 'identity-number-refused-sv')
  await form.locator('textarea[name=reason]').fill(REASON)
  await send(form)
  await page.getByText(`Numret är ${TEST_NUMBER}.`).waitFor()
  await look(page, 'identity-number-sv')
  expect(await system.query(opened)).toEqual([{ details: { reason: REASON } }])

  await page.goto(`${system.url}/office/audit?action=identity-number.opened`)
  await look(page, 'audit-sv')
  expect(await page.locator('tbody tr').count()).toBe(1)
  const row = await page.locator('tbody tr').textContent()
  for (const part of ['Personnummer visat', 'Åsa Exempel', 'Umeå', REASON]) expect(row).toContain(part)
})

test('a case officer of another municipality sees none of these participants', async () => {
  const theirs = (await system.query<{ id: string }>('select id from persons limit 1'))[0]?.id ?? ''
  const { page: other, close } = await signIn(browser, system, { as: CASE_OFFICER })
  await other.goto(`${system.url}/office/participants`)
  await other.getByText('Här finns inga deltagare än.').waitFor()
  await look(other, 'participants-elsewhere-sv')
  await searchOn(other, TEST_NUMBER)
  await other.getByText('Det finns inte, eller du får inte se det.').waitFor()
  await other.goto(`${system.url}/office/participants/${theirs}`)
  await other.getByRole('heading', { name: 'Sidan finns inte' }).waitFor()
  await look(other, 'not-found-sv')
  await close()
})

test('a printed card leads the participant to the page before the lesson, in Arabic', async () => {
  await page.goto(`${system.url}/office/participants`)
  await page.getByRole('link', { name: 'Layla', exact: true }).click()
  await page.getByRole('link', { name: 'Kort', exact: true }).click()
  await look(page, 'card-ask-sv')
  await page.getByRole('button', { name: 'Gör kort' }).click()
  const code = page.getByRole('img', { name: 'QR-kod till lektionen' })
  await code.waitFor()
  await look(page, 'card-sv')
  link = readQr((await code.locator('path').getAttribute('d')) ?? '')
  expect(link.startsWith(`${system.url}/p#`)).toBe(true)
  expect(await page.content()).not.toContain(link.slice(link.indexOf('#') + 1))

  const phone = await openLink(browser, link, { locale: 'sv-SE' })
  await phone.page.locator('html[lang=ar][dir=rtl]').waitFor()
  await phone.page.locator('button[data-ready=true]').waitFor({ timeout: ENTRY_MS })
  expect(await phone.page.locator('main').textContent()).toContain('Layla')
  await look(phone.page, 'phone-pre-join-ar')
  expect(phone.complaints).toEqual([])
  await phone.close()
})

test('a screen is paired by the host of its site, and shows a code again when it is unpaired', async () => {
  const context = await browser.newContext({ ...SCREEN, locale: 'sv-SE' })
  const screen = await openPage(context)
  await screen.page.goto(`${system.url}/screen`)
  const shown = screen.page.locator('[data-code]')
  const code = (await shown.getAttribute('data-code')) ?? ''
  await look(screen.page, 'screen-code-sv')

  const host = await signIn(browser, system, { as: HOST, at: PHONE })
  await host.page.goto(`${system.url}/site/pair`)
  expect(await host.page.locator('select[name=siteId] option').allTextContents()).toEqual(['Umeå: Biblioteket, sal 2'])
  await fill(host.page.locator('main form'), { code, name: 'Stora duken' })
  await look(host.page, 'site-pair-sv')
  await send(host.page.locator('main form'))
  await host.page.getByText('Skärmen är kopplad.').waitFor()
  await screen.page.locator('[data-situation]').first().waitFor({ timeout: ENTRY_MS })
  // The lesson's language in place of the machine's, without a reload; and back again below.
  await screen.page.locator('[dir=rtl]').getByText(AR.foot.waitingText).waitFor()
  await look(screen.page, 'screen-waiting')

  await page.goto(`${system.url}/office/endpoints`)
  await page.locator('tbody tr', { hasText: 'Stora duken' }).locator('summary').click()
  await look(page, 'endpoints-sv')
  await send(formOn(page))
  await page.waitForURL(/done=unpaired/)
  await page.getByText('Ingen skärm är kopplad än.').waitFor()
  await shown.waitFor({ timeout: ENTRY_MS })
  expect(await shown.getAttribute('data-code')).not.toBe(code)
  await screen.page.getByText(SV.pair.title).waitFor()
  await look(screen.page, 'screen-unpaired-sv')
  await Promise.all([host.close(), context.close()])
})

test('a revoked card is refused, in the language of the phone', async () => {
  await page.goto(`${system.url}/office/participants`)
  await page.getByRole('link', { name: 'Layla', exact: true }).click()
  await page.locator('summary', { hasText: 'Spärra alla kort' }).click()
  await look(page, 'card-revoke-sv')
  await page.getByRole('button', { name: 'Spärra alla kort' }).click()
  await page.getByText('Alla kort är spärrade.').waitFor()

  const context = await browser.newContext({ ...PHONE, locale: 'ar' })
  const phone = await openPage(context)
  await phone.page.goto(link)
  await phone.page.getByRole('heading', { name: 'هذه البطاقة لم تعد صالحة' }).waitFor()
  await look(phone.page, 'phone-refused-ar')
  await context.close()
})

test('the office can also be read by somebody who has chosen Arabic, which stays the language of other pages', async () => {
  await page.context().addCookies([{ name: 'samsal-language', value: 'ar', url: system.url }])
  for (const place of ['', '/participants', '/participants/new', '/groups', '/lessons', '/audit'])
    await open(`/office${place}`, `office${place.replaceAll('/', '-')}-ar`)
  await page.locator('html[lang=sv][dir=ltr]').waitFor()
  await page.getByRole('link', { name: 'Klassrum', exact: true }).first().click()
  await page.locator('html[lang=ar][dir=rtl]').waitFor()
  await page.goBack()
  await page.locator('html[lang=sv][dir=ltr]').waitFor()
  expect(office.complaints).toEqual([])
})

test('a participant who may be here already is asked about, and what was typed is kept', async () => {
  await addSomebodyTwice({ page, url: system.url, formOn, look })
  expect(office.complaints).toEqual([])
})
