import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { decode } from 'next-auth/jwt'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'

import { checkAccessible } from '@/tests/support/check-accessible'
import { launchChromium, PHONE } from '@/tests/support/chromium'
import { signIn } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startSystem, type System } from '@/tests/support/system'
import { makeWebClient, type Answer, type WebClient } from '@/tests/support/web-client'

const TEN_HOURS = 10 * 3_600
const SESSION = 'next-auth.session-token'

let system: System
let client: WebClient
let browser: Browser

beforeAll(async () => {
  system = await startSystem()
  client = makeWebClient(system.url)
  browser = await launchChromium({ sender: null })
})
afterAll(async () => {
  await browser.close()
  client.close()
  await system.stop()
})

const tokenIn = (cookies: string) => new RegExp(`${SESSION.replaceAll('.', '\\.')}=([^;]+)`).exec(cookies)?.[1] ?? ''
const cookiesOf = ({ headers }: Answer) => (headers['set-cookie'] ?? []).join('; ')

async function endOf(cookies: string) {
  const kept: unknown = JSON.parse(readFileSync(join(String(system.environment.DATA_DIR), 'secrets.json'), 'utf8'))
  const { NEXTAUTH_SECRET: secret } = z.looseObject({ NEXTAUTH_SECRET: z.string() }).parse(kept)
  const token = await decode({ token: tokenIn(cookies), secret })
  return z.object({ iat: z.number(), exp: z.number() }).parse(token)
}

const isIn = async (cookie: string) => (await client.ask('/office', { cookie })).status === 200

describe('a staff session', () => {
  test('ends ten hours after the sign-in, and cannot be extended', async () => {
    const cookie = await client.signIn(system.staff('coordinator'))
    const begun = await endOf(cookie)
    expect(begun.exp - begun.iat).toBe(TEN_HOURS)
    let latest = cookie
    for (let round = 0; round < 3; round += 1) {
      const answer = await client.ask('/api/auth/session', { cookie: latest })
      expect(answer.text).toContain('staffId')
      latest = tokenIn(cookiesOf(answer)) === '' ? latest : `${SESSION}=${tokenIn(cookiesOf(answer))}`
      expect((await endOf(latest)).exp).toBeLessThanOrEqual(begun.exp)
    }
  })

  test('is over everywhere after signing out, also for a stolen cookie', async () => {
    const as = system.staff('coordinator')
    const stolen = await client.signIn(as)
    const { page, close } = await signIn(browser, system, { as })
    expect(await isIn(stolen)).toBe(true)
    await page.locator('details[name=staff-account] > summary').click()
    await page.getByRole('button', { name: 'Logga ut' }).click()
    await page.waitForURL('**/sign-in')
    expect((await client.ask('/office', { cookie: stolen })).headers.location).toBe('/sign-in')
    const answer = await client.ask('/api/auth/session', { cookie: stolen })
    expect(answer.text).not.toContain('staffId')
    expect(tokenIn(cookiesOf(answer))).toBe('')
    await page.goBack()
    await page.reload()
    await page.waitForURL('**/sign-in')
    await close()
  })

  test('is over after signing out by the route as well', async () => {
    const cookie = await client.signIn(system.staff('caseofficer'))
    const first = await client.ask('/api/auth/csrf', { cookie })
    const { csrfToken } = z.object({ csrfToken: z.string() }).parse(JSON.parse(first.text))
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ csrfToken, json: 'true' }).toString()
    const both = `${cookie}; ${cookiesOf(first).split(';', 1)[0]}`
    await client.ask('/api/auth/signout', { method: 'POST', body, headers, cookie: both })
    expect(await isIn(cookie)).toBe(false)
  })

  test('is ended by an administrator on the page of the account', async () => {
    const cookie = await client.signIn(system.staff('caseofficer'))
    expect(await isIn(cookie)).toBe(true)
    const [row] = await system.query<{ id: string }>(`select id from staff where email like 'caseofficer@%'`)
    const { page, close } = await signIn(browser, system, { as: system.staff('administrator') })
    await page.goto(`${system.url}/office/staff/${row?.id}`)
    await page.getByRole('button', { name: 'Avsluta alla inloggningar' }).click()
    await page.getByText('Alla inloggningar är avslutade.').waitFor()
    expect(await isIn(cookie)).toBe(false)
    await checkAccessible(page)
    await takePicture(page, 'office-staff-sv')
    await close()
  })

  test('begins without scripts, and no address ever contains the password', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE' })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`${system.url}/sign-in`)
    const { email, password } = system.staff('coordinator')
    const send = async (typed: string) => {
      await page.locator('input[name=email]').fill(email)
      await page.locator('input[name=password]').fill(typed)
      await page.locator('button[type=submit]').click()
    }
    await send('a wrong password')
    await page.getByRole('alert').filter({ hasText: 'lösenord' }).waitFor()
    expect(await page.locator('input[name=email]').inputValue()).toBe(email)
    expect(await page.content()).not.toContain('a wrong password')
    await send(password)
    await page.waitForURL('**/office')
    for (const address of asked) expect(address).not.toMatch(/password|wrong|email/)
    await context.close()
  })

  test('begins while the scripts are loading, and no address ever contains the password', async () => {
    const context = await browser.newContext({ locale: 'sv-SE' })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.route('**/_next/static/**/*.js', (route) => route.abort())
    await page.goto(`${system.url}/sign-in`)
    const { email, password } = system.staff('coordinator')
    await page.locator('input[name=email]').fill(email)
    await page.locator('input[name=password]').fill(password)
    await page.locator('button[type=submit]').click()
    await page.waitForURL('**/office')
    for (const address of asked) expect(address).not.toContain(password)
    await context.close()
  })
})

test('no page probes whether text can be evaluated as code', async () => {
  const context = await browser.newContext({ locale: 'sv-SE' })
  const page = await context.newPage()
  await page.addInitScript(() => {
    const tried: string[] = []
    const Real = window.Function
    window.Function = new Proxy(Real, {
      construct: (target, args: string[]) => {
        tried.push(args.join())
        return Reflect.construct(target, args) as () => unknown
      },
      apply: (target, self, args: string[]) => {
        tried.push(args.join())
        return Reflect.apply(target, self, args) as unknown
      },
    })
    Object.assign(window, { tried })
  })
  const look = async (address: string, shown: string) => {
    await page.goto(address)
    await page.locator(shown).first().waitFor()
    expect([address, await page.evaluate(() => Reflect.get(window, 'tried') as string[])]).toEqual([address, []])
  }
  await look(`${system.url}/sign-in`, 'input[name=password]')
  await look(`${system.url}/screen`, '[data-code]')
  await look(system.linkOf('Saba Exempel'), '[data-ready=true]')
  await context.close()
})

describe('a participant’s device', () => {
  async function openLink() {
    const context = await browser.newContext({ ...PHONE, locale: 'sv-SE' })
    const page = await context.newPage()
    await page.goto(system.linkOf('Saba Exempel'))
    await page.waitForURL('**/learn')
    const cookie = async (name: string) => (await context.cookies()).find((one) => one.name === name)
    return { context, page, cookie }
  }

  test('forgets when the browser is closed, unless it is marked as one’s own', async () => {
    const { context, page, cookie } = await openLink()
    expect((await cookie('samsal-person'))?.expires).toBe(-1)
    await page.getByRole('button', { name: /ናተይ ተሌፎን/ }).click()
    await page.getByText('ይዝክረካ').waitFor()
    const days = (Number((await cookie('samsal-person'))?.expires) - Date.now() / 1_000) / 86_400
    expect(days).toBeGreaterThan(360)
    await page.goto(system.linkOf('Saba Exempel'))
    await page.waitForURL('**/learn')
    expect((await cookie('samsal-person'))?.expires).toBeGreaterThan(0)
    await page.goto(system.linkOf('Layla Exempel'))
    await page.waitForURL('**/learn')
    expect((await cookie('samsal-person'))?.expires).toBe(-1)
    await context.close()
  })

  test('that two people share gives each page tickets of the person that it began as', async () => {
    const { context, page } = await openLink()
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/ticket'), { timeout: 60_000 })
    await page.locator('button[data-ready=true]').click()
    const other = await context.newPage()
    await other.goto(system.linkOf('Layla Exempel'))
    await other.waitForURL('**/learn', { waitUntil: 'domcontentloaded' })
    // The connection is lost, and the page asks for a new ticket.
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    const response = await (await asked).response()
    if (!response) throw new Error('the request was not answered')
    const { data } = (await response.json()) as { data: { ticket: string } }
    const { displayName } = JSON.parse(Buffer.from(data.ticket.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      displayName: string
    }
    expect(displayName).toContain('Saba')
    await context.close()
  })

  test('that two people share leaves each tab its person, also when it is reloaded', async () => {
    const { context, page: first } = await openLink()
    await first.getByText('Saba').first().waitFor()
    const second = await context.newPage()
    await second.goto(system.linkOf('Mehret Testdotter'))
    await second.getByText('Mehret').first().waitFor()
    for (const [page, name, other] of [
      [first, 'Saba', 'Mehret'],
      [second, 'Mehret', 'Saba'],
    ] as const) {
      await page.reload()
      await page.getByText(name).first().waitFor()
      await page.reload()
      await page.getByText(name).first().waitFor()
      expect(await page.getByText(other).count()).toBe(0)
    }
    // Another link in the same tab makes it the tab of another person.
    await first.goto(system.linkOf('Mehret Testdotter'))
    await first.getByText('Mehret').first().waitFor()
    await first.reload()
    await first.getByText('Mehret').first().waitFor()
    expect(await first.getByText('Saba').count()).toBe(0)
    await context.close()
  })

  test('is cleared with one tap, in the participant’s language, and the link opens it again', async () => {
    const { context, page, cookie } = await openLink()
    await takePicture(page, 'phone-device-ti')
    await checkAccessible(page)
    await page.getByRole('button', { name: /ውጻእ/ }).first().click()
    await page.waitForURL('**/learn?left')
    await page.getByRole('heading', { name: 'ረሲዑካ' }).waitFor()
    expect(await cookie('samsal-person')).toBeUndefined()
    await takePicture(page, 'phone-device-left-ti')
    await page.goto(`${system.url}/learn`)
    expect(await page.content()).not.toContain('Saba')
    await page.goto(system.linkOf('Saba Exempel'))
    await page.waitForURL('**/learn')
    expect(await cookie('samsal-person')).toBeDefined()
    await context.close()
  })
})
