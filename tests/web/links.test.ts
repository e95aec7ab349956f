import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { hashSecret, makeSecret } from '@/services/access/secret'
import { checkAccessible } from '@/tests/support/check-accessible'
import { launchChromium, openPage, PHONE } from '@/tests/support/chromium'
import { startSystem, type System } from '@/tests/support/system'
import { makeWebClient, type WebClient } from '@/tests/support/web-client'

const OPENINGS_OF_ONE = 55
const WRONG_MAX = 600

let system: System
let client: WebClient
let browser: Browser
let secret: string

beforeAll(async () => {
  system = await startSystem({ TRUSTED_PROXIES: '1', LOG_LEVEL: 'debug' })
  client = makeWebClient(system.url)
  browser = await launchChromium({ sender: null })
  secret = new URL(system.linkOf('Saba Exempel')).hash.slice(1)
})
afterAll(async () => {
  await browser.close()
  client.close()
  await system.stop()
})

/** Opens an address of ours in a browser of its own; `from` is the address that the proxy reports. */
async function open(address: string, from = '192.0.2.1') {
  const context = await browser.newContext({
    ...PHONE,
    locale: 'sv-SE',
    extraHTTPHeaders: { 'x-forwarded-for': from },
  })
  const { page } = await openPage(context)
  await page.goto(`${system.url}${address}`)
  return { page, close: () => context.close() }
}

/** A link in the window of another application; `hasMicrophone` as on phones whose application passes it on. */
async function openInApp({ userAgent, hasMicrophone }: { userAgent: string; hasMicrophone: boolean }) {
  const context = await browser.newContext({ ...PHONE, locale: 'en-GB', userAgent, permissions: ['clipboard-read'] })
  if (!hasMicrophone) {
    await context.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }))
  }
  const { page } = await openPage(context)
  await page.goto(`${system.url}/p#${secret}`)
  return { page, close: () => context.close() }
}

const openSecret = (said: string, from: string) =>
  client.ask('/api/person-session', {
    method: 'POST',
    body: JSON.stringify({ secret: said }),
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
  })

/** Asks so often, some at a time, and counts the answers by their status. */
async function ask(times: number, one: (at: number) => Promise<{ status: number }>): Promise<Record<number, number>> {
  const found: Record<number, number> = {}
  for (let at = 0; at < times; at += 20) {
    const some = Array.from({ length: Math.min(20, times - at) }, (_, beside) => one(at + beside))
    for (const { status } of await Promise.all(some)) found[status] = (found[status] ?? 0) + 1
  }
  return found
}

describe('a link opens, whatever stands around it', () => {
  test.each([
    ['as printed', (said: string) => `/p#${said}`],
    ['with a full stop', (said: string) => `/p#${said}.`],
    ['in a bracket', (said: string) => `/p#(${said})`],
    ['in quotes', (said: string) => `/p#“${said}”`],
    ['with an escaped space', (said: string) => `/p#${said}%20`],
    ['with a right-to-left mark', (said: string) => `/p#${said}\u200F`],
    ['with parameters', (said: string) => `/p#${said}?utm_source=sms&fbclid=x_y-z`],
    ['with a capital letter', (said: string) => `/P#${said}`],
    ['with an escaped #', (said: string) => `/p%23${said}`],
    ['with an escaped # and more', (said: string) => `/P%2523${said}.%20`],
    ['with an escaped # after parameters', (said: string) => `/p?fbclid=a%23${said}`],
  ])('%s', async (_, addressOf) => {
    const { page, close } = await open(addressOf(secret))
    await page.waitForURL('**/learn', { waitUntil: 'domcontentloaded' })
    expect(new URL(page.url()).hash).toBe('')
    await close()
  })

  test('no log has a secret, not even one that came in a request line', async () => {
    expect(await client.ask(`/p%23${secret}`)).toMatchObject({
      status: 307,
      headers: { location: `/p#${secret}`, 'cache-control': 'no-store' },
    })
    const folder = String(system.environment.DATA_DIR)
    const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.log'))
    const ready = system.printed().indexOf('participant ')
    const later = system.printed().slice(system.printed().indexOf('\n{', ready))
    const said = [later, ...logs.map((path) => readFileSync(join(folder, path), 'utf8'))].join('\n')
    expect(said).toContain('"process":"web"')
    expect(said).not.toContain(secret)
  })
})

describe('a link that does not open says why', () => {
  test('an unknown one is not valid', async () => {
    const { page, close } = await open(`/p#${makeSecret()}`)
    await page.getByText('Kortet gäller inte längre').waitFor()
    await checkAccessible(page)
    expect(await page.getByRole('button').count()).toBe(0)
    await close()
  })

  test.each(['/p', `/p#${'x'.repeat(12)}`, '/g#'])(
    '%s is not complete, and says nothing of a card',
    async (address) => {
      const { page, close } = await open(address)
      await page.getByText('Länken är inte hel').waitFor()
      await checkAccessible(page)
      await close()
    },
  )

  test.each(['/learn', '/guest'])('%s in a browser that has no link asks for one', async (address) => {
    const { page, close } = await open(address)
    await page.getByText('Öppna din länk igen').waitFor()
    expect(await page.getByText('gäller inte').count()).toBe(0)
    await close()
  })

  test('after an error of ours, it opens by itself', async () => {
    await system.query('alter table person_links rename to person_links_away')
    const { page, close } = await open(`/p#${secret}`)
    await page.getByText('Något gick fel hos oss').waitFor()
    await checkAccessible(page)
    await system.query('alter table person_links_away rename to person_links')
    await page.waitForURL('**/learn', { waitUntil: 'domcontentloaded' })
    await close()
  })

  test.each([
    ['an invitation', '/g', '/api/guest-session'],
    ['a personal link', '/p', '/api/person-session'],
  ])('%s that meets no network tries again by itself', async (_, path, route) => {
    const { page, close } = await open('/sign-in')
    let tries = 0
    await page.route(`**${route}`, (asked) => {
      tries += 1
      return tries === 1 ? asked.abort('internetdisconnected') : asked.continue()
    })
    await page.goto(`${system.url}${path}#${makeSecret()}`)
    await page.getByText('Ingen kontakt med internet').waitFor()
    await page.getByText('gäller inte').first().waitFor()
    expect(tries).toBe(2)
    await close()
  })
})

describe('a whole town behind one address', () => {
  test('right secrets are never too many', async () => {
    const secrets = Array.from({ length: 12 }, makeSecret)
    for (const one of secrets) {
      await system.query(
        `insert into person_links (person_id, secret_hash) select id, '${hashSecret(one)}' from persons limit 1`,
      )
    }
    const statuses = await ask(secrets.length * OPENINGS_OF_ONE, (at) =>
      openSecret(secrets[at % secrets.length] ?? '', '192.0.2.50'),
    )
    expect(statuses).toEqual({ 200: secrets.length * OPENINGS_OF_ONE })
  })

  test(
    'after too many wrong ones a right one is asked to wait, and opens by itself',
    { timeout: 120_000 },
    async () => {
      const statuses = await ask(WRONG_MAX + 20, () => openSecret(makeSecret(), '192.0.2.60'))
      expect(statuses).toEqual({ 403: WRONG_MAX, 429: 20 })
      const { page, close } = await open(`/p#${secret}`, '192.0.2.60')
      await page.getByText('Många kommer in just nu').waitFor()
      await checkAccessible(page)
      await page.waitForURL('**/learn', { waitUntil: 'domcontentloaded', timeout: 90_000 })
      await close()
    },
  )
})

describe('a link in the window of another application', () => {
  const ANDROID = 'Mozilla/5.0 (Linux; Android 14; SM-A155F; wv) Chrome/126.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;]'
  const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148'

  test('without a microphone shows in the language of the person how to open the browser, and copies the link', async () => {
    const { page, close } = await openInApp({ userAgent: ANDROID, hasMicrophone: false })
    await page.locator('html[lang=ti]').waitFor()
    await page.getByRole('heading', { name: 'ኣብ Chrome' }).waitFor()
    await page.locator('[data-control=open-browser]').waitFor()
    await checkAccessible(page)
    await page.locator('[data-control=copy-link]').click()
    await page.getByText('ሊንክ ተቐዲሑ ኣሎ').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${system.url}/p#${secret}`)
    await page.locator('[data-control=go-on-here]').click()
    await page.waitForURL('**/learn')
    await close()
  })

  test('on an iPhone has no button that only Android knows', async () => {
    const { page, close } = await openInApp({ userAgent: IPHONE, hasMicrophone: false })
    await page.getByRole('heading', { name: 'Safari' }).waitFor()
    expect(await page.locator('[data-control=open-browser]').count()).toBe(0)
    await close()
  })

  test('with a microphone opens at once', async () => {
    const { page, close } = await openInApp({ userAgent: ANDROID, hasMicrophone: true })
    await page.waitForURL('**/learn')
    expect(await page.locator('[data-control=copy-link]').count()).toBe(0)
    await close()
  })
})
