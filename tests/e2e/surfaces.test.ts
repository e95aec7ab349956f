import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'

import { checkAccessible, checkReadableFromAfar } from '@/tests/support/check-accessible'
import { LAPTOP, launchChromium, PHONE, SCREEN } from '@/tests/support/chromium'
import { openCockpit, openLink, signIn } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startSystem, type System } from '@/tests/support/system'

const LANGUAGES = ['sv', 'ar', 'ti'] as const
const SMALLEST = { viewport: { width: 320, height: 640 } }

let system: System
let browser: Browser

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem(), launchChromium({ sender: 'hub', isKiosk: true })])
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

async function inLanguage(page: Page, language: string): Promise<void> {
  await page.context().addCookies([{ name: 'samsal-language', value: language, url: system.url }])
  await page.reload()
  await page.locator(`html[lang=${language}]`).waitFor()
}

async function look(page: Page, name: string): Promise<void> {
  await takePicture(page, name, { isWhole: true })
  await checkAccessible(page)
}

describe.each(LANGUAGES)('in %s every page can be read and reached', (language) => {
  test('the way in', async () => {
    const page = await (await browser.newContext({ ...PHONE, ...SMALLEST })).newPage()
    await page.goto(`${system.url}/sign-in`)
    await inLanguage(page, language)
    await look(page, `sign-in-${language}`)
    await page.context().close()
  })

  test('the phone', async () => {
    const { page, close } = await openLink(browser, system.linkOf('Saba Exempel'), SMALLEST)
    await inLanguage(page, language)
    await page.locator('button[data-ready=true]').waitFor()
    await look(page, `phone-pre-join-${language}`)
    await page.locator('button[data-ready=true]').click()
    await page.locator('[data-situation=waiting]').waitFor()
    await look(page, `phone-waiting-${language}`)
    await page.locator('button').last().click()
    await page.locator('h1').waitFor()
    await look(page, `phone-left-${language}`)
    await close()
  })

  test('the communicator', async () => {
    const check = await openCockpit(browser, system)
    await inLanguage(check.page, language)
    await check.page.locator('button[data-ready=true]').waitFor()
    await look(check.page, `teach-check-${language}`)
    await check.page.goto(`${system.url}/teach`)
    await look(check.page, `teach-lessons-${language}`)
    await check.close()
  })

  test('the site host', async () => {
    const { page, close } = await signIn(browser, system, {
      as: system.staff('sitehost'),
      at: { ...PHONE, ...SMALLEST },
    })
    await inLanguage(page, language)
    await look(page, `site-lessons-${language}`)
    await page.goto(`${system.url}/site/pair`)
    await look(page, `site-pair-${language}`)
    await page.goto(`${system.url}/site`)
    await page.locator('a[href^="/site/lessons/"]').first().click()
    await page.locator('li [role=radiogroup]').first().waitFor()
    await look(page, `site-roll-${language}`)
    await close()
  })

  test('the screen', async () => {
    const page = await (await browser.newContext(SCREEN)).newPage()
    await page.goto(`${system.url}/screen`)
    await inLanguage(page, language)
    await page.locator('[data-code]').waitFor()
    await look(page, `screen-code-${language}`)
    await checkReadableFromAfar(page)
    await page.context().close()
  })
})

// Last, because it starts the lesson that the pages above wait for.
test.each(LANGUAGES)('the cockpit on a laptop, in %s', async (language) => {
  const { page, close } = await openCockpit(browser, system)
  await inLanguage(page, language)
  await page.setViewportSize(LAPTOP.viewport ?? { width: 1_366, height: 820 })
  await page.locator('button[data-ready=true]').click()
  await page.locator('footer').waitFor()
  await look(page, `cockpit-${language}`)
  await close()
})
