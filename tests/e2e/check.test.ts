import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addDays, dateOf, instantOf } from '@/domain/time'
import { checkAccessible, checkReadableFromAfar } from '@/tests/support/check-accessible'
import { launchChromium } from '@/tests/support/chromium'
import { openLink, pairScreen, signIn } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { runPhoneCheck } from '@/tests/support/phone-check'
import { startSystem, waitUntil, type System } from '@/tests/support/system'

const SMALLEST = { viewport: { width: 320, height: 640 } }
const CHECK_MS = 60_000
const TOMORROW = addDays(dateOf(Date.now()), 1)

let system: System
let home: Browser
let classroom: Browser

beforeAll(async () => {
  ;[system, home, classroom] = await Promise.all([
    startSystem(),
    launchChromium({ sender: 'home' }),
    launchChromium({ sender: 'classroom', isKiosk: true }),
  ])
})
afterAll(async () => {
  await Promise.all([home.close(), classroom.close()])
  await system.stop()
})

async function inLanguage(page: Page, language: string): Promise<void> {
  await page.context().addCookies([{ name: 'samsal-language', value: language, url: system.url }])
}

async function look(page: Page, name: string): Promise<void> {
  await takePicture(page, name, { isWhole: true })
  await checkAccessible(page)
}

describe('a participant tests their phone', () => {
  test.each(['ti', 'ar'])('in %s, by keyboard alone, on the smallest screen', async (language) => {
    const { page, close } = await openLink(home, system.linkOf('Saba Exempel'), SMALLEST)
    await inLanguage(page, language)
    await page.goto(`${system.url}/check`)
    await look(page, `check-start-${language}`)
    const outcomes = await runPhoneCheck(page, async () => {
      await look(page, `check-heard-${language}`)
      await page.keyboard.press('Tab')
      while (!(await page.evaluate(() => document.activeElement?.classList.contains('button-main'))))
        await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
    })
    await look(page, `check-done-${language}`)
    expect(outcomes).toMatchObject({ camera: 'good', microphone: 'good', loudspeaker: 'good' })
    expect(outcomes).toMatchObject({ udp: 'good', tcp: 'good', turn: 'skipped' })
    await close()
  })

  test('somebody without a card sees why', async () => {
    const page = await (await home.newContext()).newPage()
    await page.goto(`${system.url}/check`)
    await page.locator('h1').waitFor()
    expect(await page.locator('button[type=button].button-main').count()).toBe(0)
    await page.context().close()
  })
})

describe('a classroom checks itself', () => {
  test('and the coordinator sees the result in the list', async () => {
    const { screen, host } = await pairScreen([classroom, home], system)
    await host.close()
    // A classroom whose lesson could start is left alone.
    await system.query(`update lessons set live_at = coalesce(live_at, now()), ended_at = now()
      where starts_at < now() + interval '1 hour' and ended_at is null`)
    await screen.page.goto(`${system.url}/screen?check`)
    await screen.page.locator('p[role=status]').waitFor()
    await takePicture(screen.page, 'screen-check-sv')
    await checkReadableFromAfar(screen.page)
    const rows = () => system.query<{ reason: string; verdict: string }>('select reason, verdict from classroom_checks')
    await waitUntil(async () => (await rows()).length > 0, CHECK_MS)
    // A microphone that plays a file cannot hear a loudspeaker.
    expect(await rows()).toEqual([{ reason: 'by-hand', verdict: 'amber' }])
    // The screen's clock, not the server's: shortly before the night's hour is over.
    await screen.page.clock.install({ time: instantOf(TOMORROW, '04:00') - 15_000 })
    await screen.page.goto(`${system.url}/screen`)
    await waitUntil(async () => (await rows()).some((row) => row.reason === 'night'), CHECK_MS + 60_000)
    await screen.close()

    const { page, close } = await signIn(home, system, { as: system.staff('coordinator') })
    for (const language of ['sv', 'ar', 'ti']) {
      await inLanguage(page, language)
      await page.goto(`${system.url}/office/equipment`)
      await page.locator('li[data-verdict=amber]').first().waitFor()
      await look(page, `office-rooms-${language}`)
    }
    await page.setViewportSize(SMALLEST.viewport)
    await page.goto(`${system.url}/office/equipment/sheet`)
    await page.getByText(String(system.rtcPort)).first().waitFor()
    await look(page, 'office-rooms-sheet')
    await close()
  })
})
