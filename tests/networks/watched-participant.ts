import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'

import { openPage, PHONE } from '@/tests/support/chromium'
import { keepConnections, readPaths } from '@/tests/support/selected-paths'
import { waitUntil } from '@/tests/support/system'
import { forwardShare, listen, watchPicture } from '@/tests/support/watch-media'

const WATCHED_MS = 4_000
const PATH_MS = 30_000

/** A participant in the lesson, whose connections can be asked for their path. */
export async function enterWatched(browser: Browser, link: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ ...PHONE, ...options })
  await keepConnections(context)
  const { page } = await openPage(context)
  await page.goto(link)
  await page.locator('button[data-ready=true]').click()
  return page
}

/** The path that its media takes, as soon as there is one. */
export async function pathOf(page: Page) {
  await waitUntil(async () => (await readPaths(page)).length > 0, PATH_MS)
  return (await readPaths(page))[0]
}

export async function expectToHearAndSeeTheCommunicator(page: Page): Promise<void> {
  await page.locator('video[data-picture-of=communicator]').waitFor()
  const seen = await watchPicture(page, 'communicator', { sender: 'hub', ms: WATCHED_MS })
  expect(seen.numbers.length).toBeGreaterThan(5)
  expect(forwardShare(seen.numbers)).toBeGreaterThan(0.8)
  expect((await listen(page, WATCHED_MS / 2)).hub).toBeGreaterThan(0.2)
}
