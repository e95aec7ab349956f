import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { gatherCast, type Cast } from '@/tests/support/cast'
import { LAPTOP, PHONE } from '@/tests/support/chromium'

const CHUNKS = path.join(process.cwd(), '.next', 'static', 'chunks')
/**
 * From Safari 16.4 and Chrome 94 on: one of the first two keeps an older browser from reading the whole file. The third is
 * a selector from Chrome 120 on, which throws where it is asked for.
 */
const TOO_NEW = [/\bstatic\s*\{/, /\(\?<[=!]/, /:dir\(/]

/** The syntax in a script that our lowest browsers cannot read. */
function tooNewIn(script: string): string[] {
  return TOO_NEW.flatMap((syntax) => syntax.exec(script)?.[0] ?? [])
}

test('the syntax of every script can be read by the lowest browsers', () => {
  const names = readdirSync(CHUNKS).filter((name) => name.endsWith('.js'))
  expect(names.length).toBeGreaterThan(20)
  const found = names.map((name) => [name, tooNewIn(readFileSync(path.join(CHUNKS, name), 'utf8'))] as const)
  expect(found.filter(([, syntax]) => syntax.length > 0)).toEqual([])
  expect(tooNewIn("class A { static { go() } }; /(?<=a)b/.test(x); x.matches(':dir(rtl)')")).toHaveLength(3)
})

describe('in a browser', () => {
  let cast: Cast
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    cast = await gatherCast()
  })
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await cast.close()
  })

  async function open(options: Parameters<Cast['browsers']['home']['newContext']>[0]) {
    const context = await cast.browsers.hub.newContext(options)
    contexts.push(context)
    return { context, page: await context.newPage() }
  }

  test('without the built-ins of the last years the cockpit teaches', async () => {
    const { context, page } = await open({ ...LAPTOP, locale: 'sv-SE' })
    await context.addInitScript(() => {
      for (const name of ['groupBy']) for (const from of [Map, Object]) Reflect.deleteProperty(from, name)
      Reflect.deleteProperty(Promise, 'withResolvers')
      for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']) {
        Reflect.deleteProperty(Array.prototype, name)
      }
      for (const name of ['at', 'isWellFormed', 'toWellFormed']) Reflect.deleteProperty(String.prototype, name)
      Reflect.deleteProperty(Object, 'hasOwn')
      Reflect.deleteProperty(AbortSignal, 'timeout')
      Reflect.deleteProperty(AbortSignal.prototype, 'throwIfAborted')
    })
    const { email, password } = cast.system.staff('communicator')
    await page.goto(`${cast.system.url}/sign-in`)
    await page.locator('input[name=email]').fill(email)
    await page.locator('input[name=password]').fill(password)
    await page.locator('button[type=submit]').click()
    await page.locator('a[href^="/teach/"]').first().click()
    await page.locator('button[data-ready=true]').click()
    await page.locator('footer').waitFor()
    await page.locator('#tab-hands').click()
    await page.getByRole('tabpanel').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.locator('#tab-question[aria-selected=true]').waitFor()
    expect(await page.locator('#too-old').isVisible()).toBe(false)
  })

  test('whose engine cannot read our scripts a sentence in every language says so', async () => {
    const { page } = await open({ ...PHONE, locale: 'ar' })
    await page.route('**/_next/static/chunks/*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'class X { static { {' }),
    )
    await page.goto(cast.system.linkOf('Saba Exempel'))
    await page.getByText('هذا المتصفح قديم جدًا').waitFor()
    expect(await page.locator('#too-old li').count()).toBe(4)
  })

  test('that cannot apply our styles the sentence stands above the page', async () => {
    const { context, page } = await open({ ...PHONE, locale: 'ar' })
    await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'CSSLayerBlockRule'))
    await page.goto(cast.system.linkOf('Saba Exempel'))
    await page.getByText('هذا المتصفح قديم جدًا').waitFor()
    // The page of the link leads on to another one, which says it too.
    await page.waitForURL('**/learn**')
    await page.locator('#too-old[role=alert]:visible').waitFor()
    await expect.poll(() => page.locator('#too-old li').count()).toBe(4)
  })

  test('that runs no scripts the same sentence stands on the page', async () => {
    const { page } = await open({ ...PHONE, javaScriptEnabled: false, locale: 'en' })
    await page.goto(cast.system.linkOf('Saba Exempel'))
    await page.locator('#too-old li[lang=en]').waitFor()
    expect(await page.locator('#too-old li').first().getAttribute('lang')).toBe('en')
    expect(await page.locator('#too-old li').count()).toBe(4)
  })

  test('of today nothing of it is seen', async () => {
    const { page } = await open(PHONE)
    await page.goto(cast.system.linkOf('Saba Exempel'))
    await page.locator('button[data-ready=true]').waitFor()
    expect(await page.locator('#too-old').isVisible()).toBe(false)
  })
})
