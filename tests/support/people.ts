import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

import type { ViewMode } from '@/domain/live-lesson/vocabulary'
import { LAPTOP, openPage, PHONE, SCREEN } from './chromium'
import type { SignIn, System } from './system'

export type Visit = { page: Page; complaints: string[]; close: () => Promise<void> }

async function visit(browser: Browser, url: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext(options)
  const { page, complaints } = await openPage(context)
  await page.goto(url)
  return { page, complaints, close: () => context.close() }
}

/** Signs a member of staff in and waits until their start page is shown. */
export async function signIn(
  browser: Browser,
  system: System,
  options: { as: SignIn; at?: BrowserContextOptions },
): Promise<Visit> {
  const { email, password } = options.as
  const visited = await visit(browser, `${system.url}/sign-in`, { locale: 'sv-SE', ...LAPTOP, ...options.at })
  const { page } = visited
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/')
  return visited
}

/** Opens the communicator's lesson of today up to the device check. */
export async function openCockpit(browser: Browser, system: System): Promise<Visit> {
  const visited = await signIn(browser, system, { as: system.staff('communicator') })
  const { page } = visited
  if (!page.url().endsWith('/teach')) await page.goto(`${system.url}/teach`)
  await page.locator('a[href^="/teach/"]').first().click()
  await page.locator('button[data-ready=true]').waitFor()
  return visited
}

/** Opens the device check and starts the lesson. */
export async function beginLesson(browser: Browser, system: System): Promise<Visit> {
  const visited = await openCockpit(browser, system)
  await visited.page.locator('video[data-picture-of=self]').waitFor()
  await visited.page.locator('button[data-ready=true]').click()
  await visited.page.locator('footer').waitFor()
  return visited
}

/** Opens a participant's personal link up to the page before the lesson; `query` precedes the secret. */
export async function openLink(browser: Browser, link: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const visited = await visit(browser, link, { ...PHONE, ...options })
  // A stream whose first packet is still to come delays the load event.
  await visited.page.waitForURL('**/learn*', { waitUntil: 'domcontentloaded' })
  return visited
}

/** Opens the link of an invitation up to the page of its lesson. */
export async function openInvitation(
  browser: Browser,
  link: string,
  options: BrowserContextOptions = PHONE,
): Promise<Visit> {
  const visited = await visit(browser, link, options)
  await visited.page.waitForURL('**/guest', { waitUntil: 'domcontentloaded' })
  return visited
}

/** A participant at home, in the lesson, with everything unless another mode is named. */
export async function enterFromHome(browser: Browser, link: string, mode: ViewMode = 'everything'): Promise<Visit> {
  const visited = await openLink(browser, link)
  await chooseMode(visited.page, mode)
  await visited.page.locator('button[data-ready=true]').click()
  return visited
}

/** A classroom's screen that shows its code, and a host who approves it on their phone. */
export async function pairScreen(
  [screenBrowser, hostBrowser]: readonly [Browser, Browser],
  system: System,
  { as = 'sitehost', site }: { as?: string; site?: string } = {},
): Promise<{ screen: Visit; host: Visit }> {
  const screen = await visit(screenBrowser, `${system.url}/screen`, { ...SCREEN, locale: 'sv-SE' })
  const code = await screen.page.locator('[data-code]').getAttribute('data-code')
  const host = await signIn(hostBrowser, system, { as: system.staff(as), at: PHONE })
  await host.page.goto(`${system.url}/site/pair`)
  if (site !== undefined) await host.page.locator('select[name=siteId]').selectOption({ label: site })
  await host.page.locator('input[name=code]').fill(code ?? '')
  await host.page.locator('button[type=submit]').click()
  await host.page.getByRole('status').waitFor()
  await screen.page.locator('video[data-picture-of], [data-situation]').first().waitFor()
  return { screen, host }
}

/** On the page before the lesson. */
export async function chooseMode(page: Page, mode: ViewMode): Promise<void> {
  await page.locator('main:has(button[data-ready=true]) button[data-mode]').click()
  await page.locator(`button[data-choose=${mode}]`).click()
  await page.locator(`button[data-mode=${mode}]`).waitFor()
}
