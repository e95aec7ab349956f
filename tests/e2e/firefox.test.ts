import path from 'node:path'

import type { Browser as Chromium } from 'playwright-core'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import sv from '@/locales/participant/sv/lesson.json'
import { launchChromium } from '@/tests/support/chromium'
import { makeClosers } from '@/tests/support/closers'
import type { DelayingProxy } from '@/tests/support/delaying-proxy'
import { expectHeard, expectPicture } from '@/tests/support/expect-media'
import {
  FIREFOX_LAPTOP,
  FIREFOX_PHONE,
  launchFirefox,
  openInFirefox,
  press,
  readDecoded,
  type Firefox,
  type FirefoxVisit,
} from '@/tests/support/firefox'
import { expectFirefoxCamera } from '@/tests/support/firefox-camera'
import { beginLesson, enterFromHome, type Visit } from '@/tests/support/people'
import { coloursOf } from '@/tests/support/slide-colours'
import { ownAddress, startBehindLine } from '@/tests/support/slow-line'
import type { System } from '@/tests/support/system'

/** Shorter than the grace in which a peer waits for its connection. */
const CUT_MS = 1_500
/** What Firefox itself says of a line that was cut. */
const OF_THE_LINE = /can’t establish a connection to the server at ws:|was interrupted while the page was loading/
const NOTE_IN_RED = path.join('tests', 'fixtures', 'documents', 'annots-screen-and-print.pdf')
const LAYER_IN_GREEN = path.join('tests', 'fixtures', 'documents', 'layers-screen-and-print.pdf')

const closers = makeClosers()
let system: System
let line: DelayingProxy
let chromium: Chromium
let firefox: Firefox

beforeAll(async () => {
  const behindLine = await startBehindLine(ownAddress())
  ;({ system, line } = behindLine)
  closers.add(() => line.close(), system.stop)
  chromium = closers.kept(await launchChromium({ sender: 'hub' }))
  firefox = closers.kept(await launchFirefox({ sender: 'home' }))
})
afterAll(() => closers.closeAll())

/** The network of everybody is gone for a moment, sockets and media. */
async function cutLine(): Promise<void> {
  line.isUdpOpen = false
  line.cutTcp()
  await new Promise((resolve) => setTimeout(resolve, CUT_MS))
  line.isUdpOpen = true
}

/** The communicator's lesson of today, up to the check of camera and microphone. */
async function openCockpit(browser: Firefox): Promise<FirefoxVisit> {
  const { email, password } = system.staff('communicator')
  const visit = await openInFirefox(browser, `${system.url}/sign-in`, FIREFOX_LAPTOP)
  const { page } = visit
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await press(page, 'button[type=submit]')
  await press(page, 'a[href^="/teach/"]')
  await page.waitForSelector('video[data-picture-of=self]')
  return visit
}

describe('a participant with Firefox, taught from Chromium', () => {
  let hub: Visit
  let home: FirefoxVisit
  beforeAll(async () => {
    hub = await beginLesson(chromium, system)
    home = await openInFirefox(firefox, system.linkOf('Saba Exempel'), FIREFOX_PHONE)
  })

  const giveFloor = async () => {
    await press(home.page, 'button[data-control=hand]')
    await hub.page.getByRole('button', { name: 'Ge ordet' }).click()
  }
  const takeFloor = async () => {
    await hub.page.getByRole('button', { name: 'Ta tillbaka ordet' }).first().click()
    await home.page.waitForSelector('button[data-control=hand]')
  }

  test('sees and hears the communicator after one tap', async () => {
    await press(home.page, 'main:has(button[data-ready=true]) button[data-mode]')
    await press(home.page, 'button[data-choose=everything]')
    await press(home.page, 'button[data-ready=true]')
    await expectPicture(home.view, 'communicator', 'hub')
    await expectHeard(home.view, ['hub'], ['home'])
    const decoded = await readDecoded(home.page)
    expect(decoded.frames).toBeGreaterThan(20)
    expect(decoded.voiceEnergy).toBeGreaterThan(0.001)
  })

  test('reads on the meter what the lesson uses', async () => {
    await press(home.page, 'button[data-control=list]')
    const used = () => home.page.$eval('[data-used-bytes]', (meter) => Number(meter.getAttribute('data-used-bytes')))
    await expect.poll(used).toBeGreaterThan(50_000)
    await press(home.page, 'dialog [data-control=close]')
  })

  test('is seen and heard with the floor, and again when it is given a second time', async () => {
    await giveFloor()
    await expectFirefoxCamera(hub.page, 'floor')
    await expectHeard(hub.page, ['home'])
    await takeFloor()
    await expectHeard(hub.page, [], ['home'])
    await giveFloor()
    await expectFirefoxCamera(hub.page, 'floor')
    await expectHeard(hub.page, ['home'])
    await expectPicture(home.view, 'communicator', 'hub')
    await takeFloor()
  })

  test('sees the slide and answers a question', async () => {
    await hub.page.locator('input[type=file]').setInputFiles(NOTE_IN_RED)
    await hub.page.locator('[data-control=show-material]').click()
    await home.page.waitForSelector('[data-page="1"] img')
    await expect.poll(async () => (await coloursOf(home.view)).red).toBeGreaterThan(500)
    await hub.page.locator('#tab-question').click()
    await hub.page.locator('[data-control=ask-yes-no]').click()
    await press(home.page, '[data-region=question] li:nth-child(1) button')
    await hub.page.getByRole('tabpanel').getByText('1 svar').waitFor()
    await hub.page.locator('[data-control=question-done]').click()
  })

  test('is back after a lost line, sees and hears as before, and can have the floor', async () => {
    const before = await readDecoded(home.page)
    await cutLine()
    await expectHeard(home.view, ['hub'])
    // A line as bad as that may have cost the picture for a while; the person chooses it again.
    await press(home.page, 'button[data-control=list]')
    await press(home.page, 'dialog button[data-open=amount]')
    await press(home.page, 'dialog button[data-choose=everything]')
    await press(home.page, 'dialog [data-control=close]')
    await expectPicture(home.view, 'communicator', 'hub')
    expect((await readDecoded(home.page)).frames).not.toBe(before.frames)
    await hub.page.locator('#tab-hands').click()
    await giveFloor()
    await expectFirefoxCamera(hub.page, 'floor')
    await expectHeard(hub.page, ['home'])
    await takeFloor()
  })

  test('whose lesson’s server dies has picture and sound again', async () => {
    system.kill('media-server.mjs')
    await home.page.waitForSelector('[data-situation=connection-lost]')
    await home.page.waitForSelector('[data-situation=live]')
    await expectPicture(home.view, 'communicator', 'hub')
    await expectHeard(home.view, ['hub'])
  })

  test('has no error in the console', async () => {
    expect(home.complaints.filter((text) => !OF_THE_LINE.test(text))).toEqual([])
    await home.close()
    await hub.close()
  })
})

describe('a communicator with Firefox, followed in Chromium', () => {
  let cockpit: FirefoxVisit
  let home: Visit

  test('signs in, checks camera and microphone and teaches', async () => {
    cockpit = await openCockpit(firefox)
    const { page } = cockpit
    await expectFirefoxCamera(cockpit.view, 'self')
    await press(page, 'button[data-ready=true]')
    await page.waitForSelector('footer')
    home = await enterFromHome(chromium, system.linkOf('Mehret Testdotter'))
    await expectFirefoxCamera(home.page, 'communicator')
    await expectHeard(home.page, ['home'], ['hub'])
  })

  test('gives the floor, sees and hears who has it', async () => {
    await home.page.locator('button[data-control=hand]').click()
    await press(cockpit.page, '#tab-hands')
    await press(cockpit.page, '[data-control=floor-give]')
    await expectPicture(cockpit.view, 'floor', 'hub')
    await expectHeard(cockpit.view, ['hub'])
    await press(cockpit.page, '[data-control=floor-take]')
    await home.page.locator('button[data-control=hand]').waitFor()
  })

  test('shows a document as slides', async () => {
    const input = await cockpit.page.waitForSelector('input[type=file]')
    await (input as ElementHandle<HTMLInputElement>).uploadFile(LAYER_IN_GREEN)
    // The document that is shown already has no such button.
    await press(cockpit.page, '[data-control=show-material]')
    await expect.poll(async () => (await coloursOf(home.page)).green).toBeGreaterThan(500)
  })

  test('is seen and heard again after a lost line', async () => {
    await cutLine()
    await cockpit.page.waitForSelector('[data-situation=live]')
    await expectFirefoxCamera(home.page, 'communicator')
    await expectHeard(home.page, ['home'])
  })

  test('takes a break and ends the lesson', async () => {
    await press(cockpit.page, '[data-control=break]')
    await press(cockpit.page, '[data-control=break-minutes]')
    await home.page.locator('[data-situation=break]').waitFor()
    await press(cockpit.page, '[data-control=break-end]')
    await home.page.locator('[data-situation=live]').waitFor({ state: 'attached' })
    await expectHeard(home.page, ['home'])
    await press(cockpit.page, '[data-control=end]')
    await press(cockpit.page, '[data-control=end-now]')
    await home.page.getByText(sv.over.ended).waitFor()
  })

  test('has no error in the console', () => {
    expect(cockpit.complaints.filter((text) => !OF_THE_LINE.test(text))).toEqual([])
  })
})

test('on a machine without a sound card the check of a phone says that nothing is heard, and goes on', async () => {
  const silent = await launchFirefox({ sender: 'home', hasSoundCard: false })
  try {
    const { page } = await openInFirefox(silent, system.linkOf('Saba Exempel'), FIREFOX_PHONE)
    await page.waitForFunction(() => window.location.pathname.startsWith('/learn'))
    await page.goto(`${system.url}/check`)
    await press(page, 'main button.button-big')
    await page.waitForSelector('[data-part=loudspeaker][data-outcome=failed]')
    const udp = await page.waitForSelector('[data-part=udp]:not([data-outcome=waiting])')
    expect(udp).not.toBeNull()
  } finally {
    await silent.close()
  }
})
