import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { checkAccessible } from '@/tests/support/check-accessible'
import { launchChromium, PHONE } from '@/tests/support/chromium'
import { expectHeard } from '@/tests/support/expect-media'
import { beginLesson, chooseMode, openLink, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startSystem, type System } from '@/tests/support/system'

const UNTOUCHED_MS = 5_000

let system: System
let hubBrowser: Browser
let hub: Visit

beforeAll(async () => {
  ;[system, hubBrowser] = await Promise.all([startSystem(), launchChromium({ sender: 'hub' })])
  hub = await beginLesson(hubBrowser, system)
})
afterAll(async () => {
  await hubBrowser.close()
  await system.stop()
})

type Chromium = Parameters<typeof launchChromium>[0]

async function withBrowser(options: Chromium, work: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await launchChromium(options)
  try {
    await work(browser)
  } finally {
    await browser.close()
  }
}

async function enter(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const visit = await openLink(browser, system.linkOf('Saba Exempel'), options)
  await chooseMode(visit.page, 'everything')
  await visit.page.locator('button[data-ready=true]').click()
  return visit
}

const raiseHand = (visit: Visit) => visit.page.locator('button[data-control=hand]').click()
const giveFloor = () => hub.page.getByRole('button', { name: 'Ge ordet' }).click()
const takeFloor = () => hub.page.getByRole('button', { name: 'Ta tillbaka ordet' }).click()

describe('a person with a problem sees it in their language, and takes part with what is left', () => {
  test.each([
    ['camera and microphone are refused', { sender: 'home' as const, isAllowed: false }, 'denied'],
    ['there is no camera and no microphone', { sender: null }, 'missing'],
  ])('%s: they still hear, and can have the floor', async (_, options, name) => {
    await withBrowser(options, async (browser) => {
      const home = await enter(browser)
      await home.page.locator('video[data-picture-of=communicator]').waitFor()
      await raiseHand(home)
      const said = home.page.locator('p[role=alert]')
      await said.filter({ hasText: 'ማይክሮፎን' }).waitFor()
      await takePicture(home.page, `phone-microphone-${name}-ti`)
      await giveFloor()
      await said.filter({ hasText: 'ካሜራ' }).waitFor()
      await takePicture(home.page, `phone-camera-${name}-ti`)
      await checkAccessible(home.page)
      await expectHeard(home.page, ['hub'])
      await takeFloor()
    })
  })

  test('sound that the browser blocks waits for one tap', async () => {
    await withBrowser({ sender: 'home' }, async (browser) => {
      const link = system.linkOf('Saba Exempel').replace('/p#', '/p?in#')
      const page = await (await browser.newContext(PHONE)).newPage()
      const heldBack = page.waitForRequest((request) => request.url().includes('/learn?in'))
      await page.goto(link)
      await heldBack
      // Reading the page from here would count as a user gesture, so we do so only after it must have tried to play.
      await new Promise((resolve) => setTimeout(resolve, UNTOUCHED_MS))
      const home = { page }
      const button = home.page.getByRole('button', { name: 'ንምስማዕ ኣብዚ ጠውቕ' })
      await button.waitFor()
      await takePicture(home.page, 'phone-sound-blocked-ti')
      await checkAccessible(home.page)
      await button.click()
      await button.waitFor({ state: 'detached' })
      await expectHeard(home.page, ['hub'])
    })
  })

  test('a browser without WebRTC: the participant is in the lesson, the hub sees their hand', async () => {
    await withBrowser({ sender: 'home' }, async (browser) => {
      const context = await browser.newContext(PHONE)
      await context.addInitScript(() => {
        Reflect.deleteProperty(globalThis, 'RTCPeerConnection')
        Reflect.deleteProperty(globalThis, 'webkitRTCPeerConnection')
      })
      const page = await context.newPage()
      await page.goto(system.linkOf('Saba Exempel'))
      await page.locator('button[data-ready=true]').click()
      await page.locator('[data-situation=media-unsupported]').waitFor()
      await takePicture(page, 'phone-unsupported-ti')
      await checkAccessible(page)
      await page.locator('button[data-control=hand]').click()
      await hub.page.getByRole('button', { name: 'Ge ordet' }).waitFor()
    })
  })

  test('a line that drops while the lesson’s code is fetched costs a wait: a tap on Enter before it is kept', async () => {
    await withBrowser({ sender: 'home' }, async (browser) => {
      const page = await (await browser.newContext(PHONE)).newPage()
      let drops = 1
      let isComing = false
      await page.route('**/_next/static/chunks/*.js', async (route) => {
        const script = await route.fetch()
        const isLesson = (await script.text()).includes('mediasoup-client')
        if (isLesson && drops > 0) {
          drops -= 1
          await route.abort('connectionreset')
          return
        }
        isComing ||= isLesson
        await route.fulfill({ response: script })
      })
      await page.goto(system.linkOf('Saba Exempel'))
      const enter = page.locator('button[data-ready]')
      await expect.poll(() => drops).toBe(0)
      expect(isComing).toBe(false)
      await enter.click()
      await page.locator('[data-situation=live]').waitFor({ state: 'attached' })
      expect(isComing).toBe(true)
      await page.locator('[data-control=hand]').waitFor()
      await expectHeard(page, ['hub'])
    })
  })

  test('a revoked or unknown link is refused with an image and a next step', async () => {
    await withBrowser({ sender: null }, async (browser) => {
      const page = await (await browser.newContext({ ...PHONE, locale: 'ar' })).newPage()
      await page.goto(`${system.url}/p#${'x'.repeat(43)}`)
      await page.getByText('هذه البطاقة لم تعد صالحة').waitFor()
      await takePicture(page, 'phone-link-refused-ar')
      await checkAccessible(page)
    })
  })
})
