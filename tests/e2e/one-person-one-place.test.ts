import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { launchChromium, launchMortalChromium, openPage, PHONE } from '@/tests/support/chromium'
import type { DelayingProxy } from '@/tests/support/delaying-proxy'
import { expectHeard, expectSilence } from '@/tests/support/expect-media'
import { measureOutage, startMonitor } from '@/tests/support/monitor'
import { beginLesson, enterFromHome, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { startBehindLine } from '@/tests/support/slow-line'
import { waitUntil, type System } from '@/tests/support/system'

/** Longer than the media server waits for a silent connection. */
const UDP_LOST_MS = 12_000
/** Longer than both ends of a socket wait for each other. */
const STOOD_STILL_MS = Number(process.env.STOOD_STILL_SECONDS ?? 30) * 1_000
const GHOST_MAX_MS = 4_000
/** A phone that dies sends nothing: its silence has to be detected first. */
const SILENT_MAX_MS = 15_000

let system: System
let line: DelayingProxy
let hubBrowser: Browser
let homeBrowser: Browser
let hub: Visit
let home: Visit

beforeAll(async () => {
  ;[{ system, line }, hubBrowser, homeBrowser] = await Promise.all([
    startBehindLine(),
    launchChromium({ sender: 'hub' }),
    launchChromium({ sender: 'home', isWhole: true }),
  ])
  hub = await beginLesson(hubBrowser, system)
  await hub.page.locator('#tab-people').click()
  home = await enterFromHome(homeBrowser, system.linkOf('Saba Exempel'))
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
})
afterAll(async () => {
  await Promise.all([hubBrowser.close(), homeBrowser.close()])
  await system.stop()
  await line.close()
})

const countOfSaba = () => hub.page.locator('section li', { hasText: 'Saba' }).count()

async function expectOne(): Promise<number> {
  const sinceMs = Date.now()
  await waitUntil(async () => (await countOfSaba()) === 1, GHOST_MAX_MS)
  return Date.now() - sinceMs
}

async function enterHere(page: Page): Promise<void> {
  await page.locator('button[data-ready=true]').click()
  await page.locator('video[data-picture-of=communicator]').waitFor()
}

test('a reload does not make a second peer', async () => {
  await home.page.reload()
  await enterHere(home.page)
  expect(await countOfSaba()).toBeLessThanOrEqual(1)
  console.log(`after a reload: one peer within ${await expectOne()} ms`)
})

test('a second tab takes over, and the first says so', async () => {
  const { page } = await openPage(home.page.context())
  await page.goto(`${system.url}/learn`)
  await enterHere(page)
  await home.page.getByRole('heading', { name: 'ትምህርቲ ኣብ ካልእ ቦታ ተኸፊቱ ኣሎ' }).waitFor()
  await takePicture(home.page, 'phone-replaced-ti')
  console.log(`after a second tab: one peer within ${await expectOne()} ms`)
  await home.page.getByRole('button').click()
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
  await page.getByRole('heading', { name: 'ትምህርቲ ኣብ ካልእ ቦታ ተኸፊቱ ኣሎ' }).waitFor()
  console.log(`after taking it back: one peer within ${await expectOne()} ms`)
  await page.close()
})

test('a phone that changes network keeps its peer and gets sound and picture back', async () => {
  await startMonitor(home.page)
  await measureOutage(home.page, Date.now())
  const before = await system.query<{ count: string }>(`select count(*) from presence_facts where kind = 'joined'`)
  const cutAtMs = Date.now()
  line.isUdpOpen = false
  line.cutTcp()
  await home.page.waitForTimeout(1_500)
  line.isUdpOpen = true
  const outage = await measureOutage(home.page, cutAtMs)
  console.log(
    `network gone for 1500 ms: picture away ${outage.pictureMs} ms, voice ${outage.voiceMs} ms; said ${outage.said.join(' > ')}`,
  )
  expect(outage.said).toContain('connection-lost')
  expect(outage.said.at(-1)).toBe('live')
  expect(outage.pictureMs).toBeLessThan(8_000)
  await expectOne()
  const after = await system.query<{ count: string }>(`select count(*) from presence_facts where kind = 'joined'`)
  expect(after).toEqual(before)
})

test('a network that loses UDP for longer than the grace period recovers the picture automatically', async () => {
  const lostAtMs = Date.now()
  line.isUdpOpen = false
  await home.page.waitForTimeout(UDP_LOST_MS)
  line.isUdpOpen = true
  const outage = await measureOutage(home.page, lostAtMs, 40_000)
  console.log(`UDP lost for ${UDP_LOST_MS} ms: picture away ${outage.pictureMs} ms, said ${outage.said.join(' > ')}`)
  expect(outage.said.at(-1)).toBe('live')
  await expectOne()
})

test(`a phone whose page stood still for ${STOOD_STILL_MS} ms is in the lesson again, once`, async () => {
  const session = await homeBrowser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  expect(renderers.length).toBeGreaterThan(0)
  for (const pid of renderers) process.kill(pid, 'SIGSTOP')
  await new Promise((resolve) => setTimeout(resolve, STOOD_STILL_MS))
  for (const pid of renderers) process.kill(pid, 'SIGCONT')
  const outage = await measureOutage(home.page, Date.now(), 40_000)
  console.log(`page stood still for ${STOOD_STILL_MS} ms: said ${outage.said.join(' > ')}`)
  expect(outage.said.at(-1) ?? 'live').toBe('live')
  await expectOne()
})

test.each([
  ['a year ahead', 365],
  ['a year behind', -365],
])('a phone whose clock is %s joins, sees and hears', async (_, days) => {
  const context = await homeBrowser.newContext(PHONE)
  await context.addInitScript(`{
    const stepMs = ${days} * 86_400_000, RealDate = Date
    globalThis.Date = class extends RealDate {
      constructor(...given) { given.length === 0 ? super(RealDate.now() + stepMs) : super(...given) }
      static now() { return RealDate.now() + stepMs }
    }
  }`)
  const { page, complaints } = await openPage(context)
  await page.goto(system.linkOf('Mehret Testdotter'))
  await page.waitForURL('**/learn*')
  await enterHere(page)
  expect(await page.locator('[data-situation]').first().getAttribute('data-situation')).toBe('live')
  expect(complaints).toEqual([])
  await context.close()
})

test('a hand raised while the connection breaks goes up automatically when it is back', async () => {
  const live = home.page.locator('[data-situation=live]')
  const lost = home.page.locator('[data-situation=connection-lost]')
  line.oneWayMs = 600
  line.cutTcp()
  await lost.waitFor({ state: 'attached' })
  await live.waitFor({ state: 'attached', timeout: 60_000 })
  line.oneWayMs = 0
  await home.page.locator('button[data-control=hand]').click()
  await home.page.waitForTimeout(200)
  // The message is sent, and never arrives.
  line.cutTcp()
  await lost.waitFor({ state: 'attached' })
  await hub.page.locator('#tab-hands').click()
  await hub.page.getByRole('button', { name: 'Ge ordet' }).waitFor()
  await home.page.locator('button[data-control=hand]').click()
  await hub.page.getByRole('button', { name: 'Ge ordet' }).waitFor({ state: 'detached' })
  await hub.page.locator('#tab-people').click()
})

test('on a network that blocks media the participant sees that, and is in the lesson all the same', async () => {
  line.isUdpOpen = false
  const mehret = await enterFromHome(homeBrowser, system.linkOf('Mehret Testdotter'))
  await mehret.page.locator('[data-situation=media-blocked]').waitFor({ timeout: 60_000 })
  await takePicture(mehret.page, 'phone-blocked-ti')
  await expectFound(await mehret.page.locator('[data-help-number]').innerText())
  await mehret.page.locator('button[data-control=hand]').click()
  await hub.page.locator('#tab-hands').click()
  await hub.page.getByRole('button', { name: 'Ge ordet' }).waitFor()
  await hub.page.locator('#tab-people').click()
  line.isUdpOpen = true
  await mehret.page.locator('[data-situation=live]').waitFor({ state: 'attached', timeout: 60_000 })
  expect(await countOfSaba()).toBe(1)
  await mehret.close()
})

test('a participant who closes the page is gone within seconds', async () => {
  await home.close()
  const sinceMs = Date.now()
  await waitUntil(async () => (await countOfSaba()) === 0, GHOST_MAX_MS)
  console.log(`after closing the page: gone within ${Date.now() - sinceMs} ms`)
})

test('a phone that dies leaves no ghost', async () => {
  const mortal = await launchMortalChromium({ sender: 'home' })
  await enterFromHome(mortal.browser, system.linkOf('Saba Exempel'))
  await waitUntil(async () => (await countOfSaba()) === 1, 10_000)
  const sinceMs = Date.now()
  mortal.kill()
  await waitUntil(async () => (await countOfSaba()) === 0, SILENT_MAX_MS)
  console.log(`after a browser was killed: gone within ${Date.now() - sinceMs} ms`)
  expect(await countOfSaba()).toBe(0)
})

test('a phone that died with the floor has it when it is back, and is heard only after a touch', async () => {
  const link = system.linkOf('Saba Exempel')
  const mortal = await launchMortalChromium({ sender: 'home' })
  const before = await enterFromHome(mortal.browser, link)
  await before.page.locator('button[data-control=hand]').click()
  await hub.page.locator('#tab-hands').click()
  await hub.page.getByRole('button', { name: 'Ge ordet' }).click()
  await expectHeard(hub.page, ['home'])
  expect(await Promise.all([hub.page, before.page].map(lastEarcon))).toEqual(['hand', 'floor'])
  await hub.page.locator('#tab-people').click()
  mortal.kill()
  await waitUntil(async () => (await countOfSaba()) === 0, SILENT_MAX_MS)
  const { page } = await enterFromHome(homeBrowser, link)
  const microphone = page.locator('[data-region=bar] button[data-control^=microphone]')
  await microphone.waitFor()
  expect(await lastEarcon(page)).toBe('entered')
  await page.waitForTimeout(1_000)
  await expectSilence(hub.page, ['home'])
  expect(await microphone.getAttribute('aria-pressed')).toBe('false')
  await microphone.click()
  await expectHeard(hub.page, ['home'])
})

const lastEarcon = (page: Page) => page.evaluate(() => document.documentElement.dataset.earcon)

/** The number on the page leads to its ticket and to its peer, and neither log line says whose it is. */
async function expectFound(number: string): Promise<void> {
  expect(number).toMatch(/^[0-9a-f]{6}$/)
  const lines = system
    .printed()
    .split('\n')
    .filter((line) => line.includes(`"ticketId":"${number}`))
  expect(lines.join('\n')).toMatch(/"event":"ticket-issued"[^]*"event":"peer-admitted"/)
  const names = await system.query<{ name: string }>(`select display_name as name from persons`)
  expect(names.filter(({ name }) => lines.some((line) => line.includes(name)))).toEqual([])
}
