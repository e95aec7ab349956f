import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'

const PLACES = 25
const GROUPS = 6

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launchChromium({ sender: null })
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await page.goto(`${inject('devPagesUrl')}/dev/navigation`)
  await page.locator('#office-pages summary').first().waitFor()
})
afterAll(() => browser.close())

const scrolls = () =>
  page.evaluate(() => {
    const list = document.querySelector('#office-groups')?.parentElement
    return !list || list.scrollHeight > list.clientHeight || document.documentElement.scrollHeight > window.innerHeight
  })
const open = () => page.locator('#office-pages details[open]')

test('with twenty-five pages the navigation has no scroll bar on a laptop, whichever group is open', async () => {
  const summaries = page.locator('#office-pages summary')
  expect(await page.locator('#office-pages li').count()).toBe(PLACES)
  expect(await summaries.count()).toBe(GROUPS)
  expect(await scrolls()).toBe(false)
  for (let at = 0; at < GROUPS; at += 1) {
    const group = page.locator('#office-pages details').nth(at)
    if ((await group.getAttribute('open')) === null) await summaries.nth(at).click()
    await expect.poll(() => open().count()).toBe(1)
    expect(await group.locator('a').first().isVisible()).toBe(true)
    expect(await scrolls()).toBe(false)
  }
})

test('the group of the page that is shown is open at first, and its page is marked', async () => {
  await page.reload()
  await open().locator('[aria-current=page]').waitFor()
  expect(await open().count()).toBe(1)
})
