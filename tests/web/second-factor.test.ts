import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { addDays, dateOf } from '@/domain/time'
import { checkAccessible } from '@/tests/support/check-accessible'
import { LAPTOP, launchChromium } from '@/tests/support/chromium'
import { fill, send } from '@/tests/support/forms'
import { signIn, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startSystem, type SignIn, type System } from '@/tests/support/system'
import { makeWebClient, type WebClient } from '@/tests/support/web-client'

/* The tests build on each other: a factor is set up, used, lost and demanded. An app for one-time codes is `appOf`. */

const STEP_MS = 30_000
const NARROW = { width: 320, height: 700 }
const TODAY = dateOf(Date.now())

let system: System
let browser: Browser
let client: WebClient
let office: Visit
/** Of the coordinator. */
let key = ''
let recovery: string[] = []
/** A browser in which the coordinator has signed in before. */
let owner: BrowserContext

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem(), launchChromium({ sender: null, isKiosk: true })])
  client = makeWebClient(system.url)
  office = await signIn(browser, system, { as: system.staff('administrator') })
})
afterAll(async () => {
  client.close()
  await browser.close()
  await system.stop()
})

const appOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) })
/** A code of a half minute that has not been used: earlier steps are, once a later one is. */
const codeAt = (secret: string, offset: number) => appOf(secret).generate({ timestamp: Date.now() + offset * STEP_MS })

const newContext = (options = {}) => browser.newContext({ locale: 'sv-SE', ...LAPTOP, ...options })

async function givePassword(context: BrowserContext, { email, password }: SignIn): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${system.url}/sign-in`)
  const form = page.locator('form:has([name=password])')
  await fill(form, { email, password })
  await send(form)
  await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/')
  return page
}

async function giveCode(page: Page, code: string): Promise<void> {
  const form = page.locator('form:has([name=code])')
  await fill(form, { code })
  await send(form)
}

const alertOn = (page: Page, text: RegExp) => page.locator('main p[role=alert]').filter({ hasText: text }).waitFor()
const isIn = async (context: BrowserContext) =>
  (await context.request.get(`${system.url}/office/views`, { maxRedirects: 0 })).status() === 200

/** From the page with the QR code: confirms, and reads the recovery codes. */
async function confirm(page: Page): Promise<{ secret: string; codes: string[] }> {
  const secret = (await page.locator('main bdi.font-mono').textContent()) ?? ''
  await giveCode(page, codeAt(secret, -1))
  await page.getByRole('heading', { name: 'Dina reservkoder' }).waitFor()
  return { secret, codes: await page.locator('main ul.font-mono li').allTextContents() }
}

test('a member of staff sets a second factor up, with a code that shows that their app has the key', async () => {
  owner = await newContext()
  const page = await givePassword(owner, system.staff('coordinator'))
  await page.locator('details[name=staff-account] > summary').click()
  await page.getByRole('link', { name: 'Andra faktor' }).click()
  await page.getByRole('button', { name: 'Ställ in' }).click()
  await page.getByRole('img', { name: 'QR-kod för appen' }).waitFor()
  await page.setViewportSize(NARROW)
  await checkAccessible(page)
  await takePicture(page, 'factor-set-up-sv', { isWhole: true })
  await giveCode(page, '000000')
  await alertOn(page, /stämmer inte/)
  const made = await confirm(page)
  ;[key, recovery] = [made.secret, made.codes]
  expect(new Set(recovery).size).toBe(10)
  for (const code of recovery) expect(code).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  await checkAccessible(page)
  await takePicture(page, 'factor-codes-sv', { isWhole: true })
  await page.reload()
  await page.getByText('Den andra faktorn är på.').waitFor()
  await page.getByText('Reservkoder kvar: 10').waitFor()
  expect(await page.content()).not.toContain(key)
  expect(await page.content()).not.toContain(recovery[0])
  await checkAccessible(page)
  await takePicture(page, 'factor-on-sv', { isWhole: true })
  const rows = await system.query<{ row: string }>(`
    select f::text as row from second_factors f union all select c::text from recovery_codes c`)
  for (const { row } of rows) for (const secret of [key, ...recovery]) expect(row).not.toContain(secret)
})

test('the password alone signs nobody in, on the page or by the route', async () => {
  const context = await newContext()
  const page = await givePassword(context, system.staff('coordinator'))
  expect(new URL(page.url()).pathname).toBe('/sign-in/code')
  expect(await isIn(context)).toBe(false)
  await page.setViewportSize(NARROW)
  await checkAccessible(page)
  await takePicture(page, 'factor-code-sv', { isWhole: true })
  // Nor does the page of the factor let anybody past it.
  await page.goto(`${system.url}/sign-in/second-factor`)
  expect(new URL(page.url()).pathname).toBe('/sign-in/code')
  await expect(client.signIn(system.staff('coordinator'))).rejects.toThrow('sign-in.code-required')
  await context.close()
})

test('a code signs in once, and the same code not again', async () => {
  const code = codeAt(key, 0)
  const first = await newContext()
  const page = await givePassword(first, system.staff('coordinator'))
  await giveCode(page, `${code.slice(0, 3)} ${code.slice(3)}`)
  await page.waitForURL('**/office')
  expect(await isIn(first)).toBe(true)
  const second = await newContext({ javaScriptEnabled: false })
  const again = await givePassword(second, system.staff('coordinator'))
  await giveCode(again, code)
  await alertOn(again, /stämmer inte/)
  expect(await isIn(second)).toBe(false)
  // A code of before the one that was used is over as well.
  await giveCode(again, codeAt(key, -1))
  await alertOn(again, /stämmer inte/)
  expect(await isIn(second)).toBe(false)
  await Promise.all([first.close(), second.close()])
})

test('each recovery code signs in once', async () => {
  const [code = ''] = recovery
  const first = await newContext()
  const page = await givePassword(first, system.staff('coordinator'))
  await giveCode(page, code.toUpperCase().replaceAll('-', ' '))
  await page.waitForURL('**/office')
  const second = await newContext()
  const again = await givePassword(second, system.staff('coordinator'))
  await giveCode(again, code)
  await alertOn(again, /stämmer inte/)
  expect(await isIn(second)).toBe(false)
  await page.goto(`${system.url}/sign-in/second-factor`)
  await page.getByText('Reservkoder kvar: 9').waitFor()
  await Promise.all([first.close(), second.close()])
})

test('somebody who guesses is slowed down, and the owner’s own device is not', async () => {
  const stranger = await newContext()
  const page = await givePassword(stranger, system.staff('coordinator'))
  await expect
    .poll(async () => {
      await giveCode(page, '000000')
      await alertOn(page, /./)
      return page.locator('main p[role=alert]').first().textContent()
    })
    .toMatch(/För många försök/)
  await giveCode(page, recovery[1] ?? '')
  await alertOn(page, /För många försök/)
  expect(await isIn(stranger)).toBe(false)
  await owner.clearCookies({ name: 'next-auth.session-token' })
  const own = await givePassword(owner, system.staff('coordinator'))
  await giveCode(own, recovery[1] ?? '')
  await own.waitForURL('**/office')
  await stranger.close()
})

test('an administrator sees whether it is on, and resets it, which ends every session', async () => {
  const { email } = system.staff('coordinator')
  const [member] = await system.query<{ id: string }>(`select id from staff where email = '${email}'`)
  expect(await isIn(owner)).toBe(true)
  const { page } = office
  await page.goto(`${system.url}/office/staff/${member?.id}`)
  await page.getByText('Kontot har en andra faktor. Reservkoder kvar: 8.').waitFor()
  await checkAccessible(page)
  await takePicture(page, 'factor-staff-sv', { isWhole: true })
  await page.getByRole('button', { name: 'Återställ' }).click()
  await page.waitForURL(/done=factorReset/)
  await page.getByText('Kontot har ingen andra faktor.').waitFor()
  expect(await isIn(owner)).toBe(false)
  const actions = await system.query<{ action: string }>(`
    select distinct action from audit_entries where subject_id = '${member?.id}' and action like 'second-factor.%'
    order by action`)
  expect(actions.map(({ action }) => action)).toEqual([
    ...['second-factor.recovery-used', 'second-factor.refused', 'second-factor.reset', 'second-factor.set-up'],
  ])
  const context = await newContext()
  const signedIn = await givePassword(context, system.staff('coordinator'))
  expect(new URL(signedIn.url()).pathname).toBe('/office')
  await context.close()
})

test('where a municipality demands it, a sign-in leads to setting it up before anything else', async () => {
  const { page } = office
  const [umea] = await system.query<{ id: string }>(`select id from municipalities where name = 'Umeå'`)
  const demand = async (from: string) => {
    await page.goto(`${system.url}/office/municipalities/${umea?.id}`)
    const form = page.locator('main form:has([name=secondFactorFrom])')
    await fill(form, { secondFactorFrom: from })
    await send(form)
    await page.waitForURL(/done=saved/)
  }
  await demand(addDays(TODAY, 1))
  const before = await newContext()
  expect(new URL((await givePassword(before, system.staff('coordinator'))).url()).pathname).toBe('/office')
  await demand(TODAY)
  const context = await newContext()
  const led = await givePassword(context, system.staff('coordinator'))
  expect(new URL(led.url()).pathname).toBe('/sign-in/second-factor')
  await led.getByText('Din kommun kräver en andra faktor.').waitFor()
  await checkAccessible(led)
  await takePicture(led, 'factor-demanded-sv', { isWhole: true })
  await led.goto(`${system.url}/office`)
  expect(new URL(led.url()).pathname).toBe('/sign-in')
  await expect(client.signIn(system.staff('coordinator'))).rejects.toThrow('sign-in.code-required')
  await led.goto(`${system.url}/sign-in/second-factor`)
  const { secret, codes } = await confirm(led)
  expect(codes).toHaveLength(10)
  await led.getByRole('link', { name: 'Jag har sparat dem' }).click()
  await led.waitForURL('**/office')
  await led.goto(`${system.url}/sign-in/second-factor`)
  await led.getByText('Den andra faktorn är på.').waitFor()
  // What is demanded is not removed.
  expect(await led.locator('form:has([name=code])').count()).toBe(0)
  await demand('')
  await led.reload()
  await giveCode(led, codeAt(secret, 0))
  await led.getByRole('button', { name: 'Ställ in' }).waitFor()
  for (const [locale, name] of [
    ['en', 'Second factor at sign-in'],
    ['ar', 'خطوة تحقق ثانية عند الدخول'],
    ['ti', 'ካልኣይ መረጋገጺ ኣብ መእተዊ'],
  ] as const) {
    await context.addCookies([{ name: 'samsal-language', value: locale, url: system.url }])
    await led.setViewportSize(NARROW)
    await led.reload()
    await led.getByRole('heading', { name }).waitFor()
    await checkAccessible(led)
    await takePicture(led, `factor-off-${locale}`, { isWhole: true })
  }
  await Promise.all([before.close(), context.close()])
})
