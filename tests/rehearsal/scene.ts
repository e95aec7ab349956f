import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { gatherCast, type Cast } from '@/tests/support/cast'
import type { Sender } from '@/tests/support/fake-media'
import { beginLesson, enterFromHome, pairScreen, type Visit } from '@/tests/support/people'
import { forwardShare, listen, watchPicture } from '@/tests/support/watch-media'

/** One lesson across the region: the hub, two classrooms, a host and two homes. */
export type Scene = {
  cast: Cast
  hub: Visit
  bjurholm: Visit
  vannas: Visit
  host: Visit
  saba: Visit
  mehret: Visit
  /** Interpreters of Pashto and Somali, once they have joined. */
  zarmina?: Visit
  hodan?: Visit
}

const WATCH_MS = 3_000
const FRAMES_MIN = 8
const LISTEN_AGAIN = 2
const HEARD_MIN = 0.25
const SILENT_MAX = 0.08

export async function setScene(): Promise<Scene> {
  const cast = await gatherCast()
  const hub = await beginLesson(cast.browsers.hub, cast.system)
  const { screen: bjurholm, host } = await pairScreen([cast.browsers.classroom, cast.browsers.home], cast.system)
  const { screen: vannas, host: administrator } = await pairScreen(
    [cast.browsers.classroom, cast.browsers.hub],
    cast.system,
    {
      as: 'administrator',
      site: 'Vännäs: Hjortronets lärcentrum',
    },
  )
  await administrator.close()
  const saba = await enterFromHome(cast.browsers.home, cast.system.linkOf('Saba Exempel'))
  const mehret = await enterFromHome(cast.browsers.home, cast.system.linkOf('Mehret Testdotter'), 'audio')
  await host.page.goto(`${cast.system.url}/site`)
  await host.page.locator('a[href^="/site/lessons/"]').first().click()
  await host.page.locator('[data-situation=live]').waitFor()
  return { cast, hub, bjurholm, vannas, host, saba, mehret }
}

/** The picture moves, in order, and is the sender's. */
export async function expectPicture(page: Page, pictureOf: string, sender: Sender): Promise<void> {
  const { numbers, foreign } = await watchPicture(page, pictureOf, { sender, ms: WATCH_MS })
  expect(new Set(numbers).size, `frames of ${sender} in ${pictureOf}`).toBeGreaterThan(FRAMES_MIN)
  expect(forwardShare(numbers)).toBeGreaterThan(0.85)
  expect(foreign).toBeLessThan(numbers.length)
}

/** Whose tones the page plays, and whose it does not; audio that is just being set up may take a moment. */
export async function expectHeard(page: Page, heard: readonly Sender[], silent: readonly Sender[]): Promise<void> {
  let shares = await listen(page, WATCH_MS)
  for (let again = 0; again < LISTEN_AGAIN && !isAsExpected(shares, heard, silent); again += 1) {
    shares = await listen(page, WATCH_MS)
  }
  for (const sender of heard) expect(shares[sender], `hears ${sender}`).toBeGreaterThan(HEARD_MIN)
  for (const sender of silent) expect(shares[sender], `does not hear ${sender}`).toBeLessThan(SILENT_MAX)
}

function isAsExpected(shares: Record<Sender, number>, heard: readonly Sender[], silent: readonly Sender[]): boolean {
  return heard.every((one) => shares[one] > HEARD_MIN) && silent.every((one) => shares[one] < SILENT_MAX)
}

/** Opens one of the tools beside the communicator's towns. */
export async function openTool(hub: Visit, tool: string): Promise<void> {
  await hub.page.locator(`#tab-${tool}`).click()
}

/** A picture that comes and goes: none with this name on the page. */
export async function expectNoPicture(page: Page, pictureOf: string): Promise<void> {
  await page.locator(`video[data-picture-of="${pictureOf}"]`).first().waitFor({ state: 'detached' })
}
