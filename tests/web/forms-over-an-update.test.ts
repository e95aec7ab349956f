import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { signIn } from '@/tests/support/people'
import { startSystem, type System } from '@/tests/support/system'

let system: System
let browser: Browser

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem(), launchChromium({ sender: null })])
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

test('an office form that was open during an update keeps what was typed, says so, and can be sent', async () => {
  const { page } = await signIn(browser, system, { as: system.staff('administrator') })
  await page.goto(`${system.url}/office/sites/new`)
  const name = page.locator('input[name=name]')
  await name.fill('Biblioteket i Sorsele')
  // The answer of a version that does not have the action of this page.
  let isUpdated = false
  await page.route('**/office/sites/new', async (route) => {
    if (route.request().method() !== 'POST' || isUpdated) return route.continue()
    isUpdated = true
    await route.fulfill({
      status: 404,
      headers: { 'x-nextjs-action-not-found': '1' },
      body: 'Server action not found.',
    })
  })
  await page.locator('main form button[type=submit]').last().click()
  await page.getByText('Samsal uppdaterades medan formuläret var öppet').waitFor()
  expect(isUpdated).toBe(true)
  expect(await name.inputValue()).toBe('Biblioteket i Sorsele')
  await page.locator('main form button[type=submit]').last().click()
  await page.getByText('Samsal uppdaterades').waitFor({ state: 'detached' })
  // Nothing of it stays in the browser.
  expect(await page.evaluate(() => window.sessionStorage.getItem('samsal:form'))).toBeNull()
  await page.context().close()
})
