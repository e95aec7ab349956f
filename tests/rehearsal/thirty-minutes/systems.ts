import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { expectHeard } from '@/tests/support/expect-media'
import { freezeBrowsersWith } from '@/tests/support/freeze-browser'
import { enterFromHome, openLink } from '@/tests/support/people'
import { situationsSeen, watchSituations } from '@/tests/support/situations'
import { dropWakeLocks, heldWakeLocks } from '@/tests/support/wake-locks'
import { listen } from '@/tests/support/watch-media'

import { expectHeardAt } from './devices'
import { PLACES } from './quiet-minutes'
import { giveFloor, openDevices, openTool, pageAt, SLEEPERS_ARGUMENT, takeFloor, type Scene } from './scene'

/** In order: a page that is busy for so long answers nobody. */
const BUSY_MS = [2_500, 8_000]
const HEARD_MIN = 0.3
/** A phone that dies sends nothing: its silence has to be detected first. */
const GONE_MS = 20_000
const BACK_MS = 30_000

export async function enterLate(scene: Scene): Promise<void> {
  const { browsers, pages, cardOf, quiet } = scene
  const filmon = await enterFromHome(browsers.sleeping, cardOf('filmon'), 'audio')
  pages.set('filmon', filmon)
  await expectHeard(filmon.page, ['hub'])
  quiet.settle(['filmon'])
}

export async function keepAwake(scene: Scene): Promise<void> {
  const page = pageAt(scene, 'saba')
  await expect.poll(() => heldWakeLocks(page)).toBe(1)
  await dropWakeLocks(page)
  await expect.poll(() => heldWakeLocks(page)).toBe(1)
}

/** @returns what wakes the phone. */
export function fallAsleep({ quiet }: Scene): () => void {
  quiet.disturb(['filmon'])
  return freezeBrowsersWith(SLEEPERS_ARGUMENT)
}

export async function wakeUp(scene: Scene): Promise<void> {
  const { hub, quiet } = scene
  const filmon = pageAt(scene, 'filmon')
  const told = filmon.locator('[data-away]')
  await told.getByText(/[23]/).waitFor()
  await expectHeard(filmon, ['hub'])
  await openTool(scene, 'people')
  await hub
    .locator('#panel li', { hasText: 'Filmon' })
    .locator('[data-returned]', { hasText: /[23] min/ })
    .waitFor()
  await told.getByRole('button').click()
  await told.waitFor({ state: 'detached' })
  quiet.settle(['filmon'])
}

export async function takeTelephoneCall(scene: Scene): Promise<void> {
  const page = pageAt(scene, 'saba')
  const voices = page.locator('audio[data-voice]')
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLMediaElement>('audio, video')) one.pause()
  })
  await expect.poll(() => voices.evaluateAll((all) => all.every((one) => !(one as HTMLAudioElement).paused))).toBe(true)
  await expectHeard(page, ['hub'])
}

export async function beBusy(scene: Scene): Promise<void> {
  const { hub } = scene
  const watched = [pageAt(scene, 'saba'), pageAt(scene, 'bjurholm')]
  for (const page of watched) await watchSituations(page)
  for (const busyMs of BUSY_MS) {
    const [heard] = await Promise.all([
      listen(pageAt(scene, 'saba'), busyMs),
      hub.evaluate((ms) => {
        const until = performance.now() + ms
        while (performance.now() < until);
      }, busyMs),
    ])
    expect(heard.hub, `heard while the cockpit is busy for ${busyMs} ms`).toBeGreaterThan(HEARD_MIN)
    await hub.locator('[data-situation=live]').waitFor({ state: 'attached' })
  }
  for (const page of watched) expect(await situationsSeen(page)).not.toContain('communicator-away')
  await expectHeardAt(scene, ['saba', 'bjurholm'])
}

export async function vanishWithTheFloor(scene: Scene): Promise<void> {
  const { hub, quiet, cutMehretsPower } = scene
  quiet.disturb(['mehret'])
  await pageAt(scene, 'mehret').locator('button[data-control=hand]').click()
  await giveFloor(scene, 'Mehret')
  await expectHeard(pageAt(scene, 'bjurholm'), ['hub', 'home'])
  cutMehretsPower()
  await expect.poll(() => hub.locator('[data-control=floor-take]').count(), { timeout: GONE_MS }).toBe(0)
  await expectHeard(pageAt(scene, 'bjurholm'), ['hub'], ['home'])
}

/** The floor waits for those who were cut off. Until they tap, nothing of them is heard. */
export async function comeBackSilent(scene: Scene): Promise<void> {
  const { browsers, cast, pages, quiet, hub } = scene
  const mehret = await openLink(browsers.home, cast.system.linkOf('Mehret Testdotter'))
  pages.set('mehret', mehret)
  await mehret.page.locator('button[data-ready=true]').waitFor()
  await expectHeard(pageAt(scene, 'bjurholm'), ['hub'], ['home'])
  expect(await openDevices(mehret.page, 'audio')).toBe(0)
  expect(await mehret.page.evaluate(() => globalThis.devices.asked)).toBe(0)
  await mehret.page.locator('button[data-ready=true]').click()
  await expectHeard(mehret.page, ['hub'])
  await openTool(scene, 'hands')
  await takeFloor(scene)
  await expect.poll(() => openDevices(mehret.page, 'audio')).toBe(0)
  await openTool(scene, 'people')
  await expect.poll(() => hub.locator('#panel li', { hasText: 'Mehret' }).count()).toBe(1)
  quiet.settle(['mehret'])
}

export async function restartMediaServer(scene: Scene): Promise<void> {
  const { cast, host, hub } = scene
  const lost = [pageAt(scene, 'saba'), host].map((page) =>
    page.locator('[data-situation=connection-lost]').waitFor({ state: 'attached' }),
  )
  cast.system.kill('media-server.mjs')
  await Promise.all(lost)
  const everyone = [hub, host, ...PLACES.map((place) => pageAt(scene, place))]
  await expect.poll(() => Promise.all(everyone.map(shownOn)), { timeout: BACK_MS }).toEqual(everyone.map(() => 'live'))
  await expectHeardAt(scene, PLACES)
  await expectHeard(hub, ['classroom'])
}

/** The situation that a page shows or, when it shows none, what stands on it instead. */
async function shownOn(page: Page): Promise<string> {
  const situations = page.locator('[data-situation]')
  if ((await situations.count()) === 0) return (await page.locator('body').innerText()).slice(0, 200)
  return (await situations.first().getAttribute('data-situation')) ?? ''
}
