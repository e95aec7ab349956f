import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'

import ti from '@/locales/participant/ti/lesson.json'
import { hashSecret } from '@/services/access/secret'
import { gatherCast, type Cast } from '@/tests/support/cast'
import { launchChromium, launchMortalChromium } from '@/tests/support/chromium'
import type { makeClosers } from '@/tests/support/closers'
import { withFallibleDevices } from '@/tests/support/fallible-devices'
import { enterFromHome, pairScreen, signIn, type Visit } from '@/tests/support/people'
import { countWakeLocks } from '@/tests/support/wake-locks'
import { withInitScript } from '@/tests/support/with-init-script'

import { giveCardCamera } from './card-camera'
import { LessonClock, PLACES, QuietMinutes, type Place } from './quiet-minutes'

/** Its processes are stopped while the phone sleeps. */
export const SLEEPERS_ARGUMENT = '--samsal-phone-that-sleeps'

/** In the classroom without a device, each with a printed card; and at home with a phone that falls asleep. */
const CARDS = {
  selam: { name: 'Selam Exempel', secret: 'selams-card-that-is-printed-and-folded-1234' },
  hiwet: { name: 'Hiwet Testdotter', secret: 'hiwets-card-that-is-printed-and-folded-1234' },
  dawit: { name: 'Dawit Påhittad', secret: 'dawits-card-that-is-printed-and-folded-1234' },
  filmon: { name: 'Filmon Påhittad', secret: 'filmons-card-that-is-printed-and-folded-123' },
} as const

/** One communicator, two classrooms with a screen, the host of one of them, and three phones at home. */
export type Scene = {
  cast: Cast
  /** Those whose devices can fail. */
  browsers: Record<'hub' | 'classroom' | 'home' | 'sleeping', Browser>
  hub: Page
  host: Page
  /** Of each place, the page at which the communicator has to be heard. */
  pages: Map<Place, Visit>
  cardOf: (person: keyof typeof CARDS) => string
  /** Mehret's first phone loses its power. */
  cutMehretsPower: () => void
  clock: LessonClock
  quiet: QuietMinutes
}

/** Everybody but Filmon waits for the communicator, who has signed in. */
export async function setScene(closers: ReturnType<typeof makeClosers>): Promise<Scene> {
  const cast = closers.kept(await gatherCast())
  const { system } = cast
  const [mortal, sleeping] = await Promise.all([
    launchMortalChromium({ sender: 'home' }),
    launchChromium({ sender: null, more: [SLEEPERS_ARGUMENT] }),
  ])
  closers.add(mortal.kill, () => sleeping.close())
  const hub = withInitScript(withFallibleDevices(cast.browsers.hub), () => globalThis.devices.hang('audio'))
  const classroom = withFallibleDevices(cast.browsers.classroom)
  const home = withInitScript(withFallibleDevices(cast.browsers.home), countWakeLocks)
  await printCards(cast)
  const { screen: bjurholm, host } = await pairScreen([classroom, cast.browsers.home], system)
  const { screen: vannas, host: administrator } = await pairScreen([classroom, cast.browsers.hub], system, {
    as: 'administrator',
    site: 'Vännäs: Hjortronets lärcentrum',
  })
  await administrator.close()
  await giveCardCamera(host.page)
  await host.page.goto(`${system.url}/site`)
  await host.page.locator('a[href^="/site/lessons/"]').first().click()
  await host.page.locator('[data-situation]').waitFor({ state: 'attached' })
  const saba = await enterFromHome(home, system.linkOf('Saba Exempel'))
  const mehret = await enterFromHome(mortal.browser, system.linkOf('Mehret Testdotter'), 'audio')
  for (const { page } of [saba, mehret]) await page.locator('[data-situation=waiting]').waitFor()
  const teacher = await signIn(hub, system, { as: system.staff('communicator') })
  const pages = new Map<Place, Visit>(Object.entries({ bjurholm, vannas, saba, mehret }) as [Place, Visit][])
  const clock = new LessonClock()
  const quiet = new QuietMinutes(clock, (place) => pageAt({ pages }, place))
  // The communicator is not heard yet.
  quiet.disturb(PLACES)
  return {
    ...{ cast, pages, clock, quiet, hub: teacher.page, host: host.page },
    browsers: { hub, classroom, home, sleeping },
    cardOf: (person) => `${system.url}/p#${CARDS[person].secret}`,
    cutMehretsPower: mortal.kill,
  }
}

async function printCards({ system }: Cast): Promise<void> {
  for (const { name, secret } of Object.values(CARDS)) {
    await system.query(
      `insert into person_links (person_id, secret_hash) select id, '${hashSecret(secret)}' from persons where display_name = '${name}'`,
    )
  }
  await system.query(
    `update enrolments e set site_id = null from persons p where p.id = e.person_id and p.display_name = '${CARDS.filmon.name}'`,
  )
}

export function pageAt({ pages }: Pick<Scene, 'pages'>, place: Place): Page {
  const visit = pages.get(place)
  if (!visit) throw new Error(`nobody has come to ${place} yet`)
  return visit.page
}

export async function openTool({ hub }: Scene, tool: string): Promise<void> {
  await hub.locator(`#tab-${tool}`).click()
}

export async function giveFloor(scene: Scene, name: string): Promise<void> {
  await openTool(scene, 'hands')
  await scene.hub.locator('[data-hand]', { hasText: name }).locator('[data-control=floor-give]').click()
}

export async function takeFloor({ hub }: Scene): Promise<void> {
  await hub.locator('[data-control=floor-take]').first().click()
  await expect.poll(() => hub.locator('[data-control=floor-take]').count()).toBe(0)
}

/** What a participant with the floor reads when their packets arrive. */
export const saysHeard = (page: Page) => page.getByText(ti.floor.heard)

export const alertOn = (page: Page, text: string | RegExp) => page.locator('[role=alert]').filter({ hasText: text })

export const openDevices = (page: Page, kind: 'audio' | 'video') =>
  page.evaluate((one) => globalThis.devices.open(one), kind)
