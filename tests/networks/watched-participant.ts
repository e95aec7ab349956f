import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

import { openPage, PHONE } from '@/tests/support/chromium'
import { expectHeard, expectPicture } from '@/tests/support/expect-media'
import { keepConnections, readPaths } from '@/tests/support/selected-paths'
import { waitUntil } from '@/tests/support/system'

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
  await expectPicture(page, 'communicator', 'hub')
  await expectHeard(page, ['hub'])
}
