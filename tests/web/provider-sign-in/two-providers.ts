import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

import { LAPTOP, launchChromium } from '@/tests/support/chromium'
import { fill, send } from '@/tests/support/forms'
import { signInAtProvider, startOpenIdProvider, type Known, type OpenIdProvider } from '@/tests/support/openid-provider'
import { signIn } from '@/tests/support/people'
import { findFreePort } from '@/tests/support/ports'
import { startSystem } from '@/tests/support/system'

export const SECRET = 'the secret of this client'
export const NARROW = { viewport: { width: 320, height: 700 } }
export const MAIN_FORM = 'main > form, main form:has([name=clientId])'
const KEPT = 'samsal-provider-sign-in'

export type Own = { id: string; name: string; municipalityId: string; port: number; provider: OpenIdProvider }
type Entering = { context: BrowserContext; page: Page }
type Held = { role: string; name: string; until: string | null; isGiven: boolean }

/** What a provider says about a coordinator, with a group that means nothing. */
export const coordinator = (email: string): Known => ({ email, name: 'Kim Exempel', groups: ['samordnare', 'fika'] })

/** The system with a sign-in for two municipalities, made on the office's pages, and a certified provider for each. */
export async function startTwoProviders() {
  const ports = [await findFreePort(), await findFreePort()] as const
  const OPENID_INTERNAL_ORIGINS = ports.map((port) => `http://localhost:${port}`).join(' ')
  const [system, browser] = await Promise.all([
    startSystem({ OPENID_INTERNAL_ORIGINS }),
    launchChromium({ sender: null, isKiosk: true }),
  ])
  const office = await signIn(browser, system, { as: system.staff('administrator') })

  async function municipalityIdOf(name: string): Promise<string> {
    const [row] = await system.query<{ id: string }>(`select id from municipalities where name = '${name}'`)
    return row?.id ?? ''
  }

  /** Adds a municipality's sign-in on the office's page, and starts its provider. */
  async function addProvider(name: string, port: number): Promise<Own> {
    const { page } = office
    const municipalityId = await municipalityIdOf(name)
    await page.goto(`${system.url}/office/municipalities/${municipalityId}/sign-in/new`)
    const form = page.locator(MAIN_FORM).last()
    await fill(form, {
      ...{ name: `${name} kommun`, issuer: `http://localhost:${port}`, clientId: `samsal-${name === 'Umeå' ? 1 : 2}` },
      ...{ clientSecret: SECRET, 'roles.0.groupValue': 'samordnare', 'roles.0.role': 'Samordnare' },
    })
    await send(form)
    await page.waitForURL(/sign-in\/[0-9a-f-]+\?done=saved/)
    // Nothing answers yet, and the page says so.
    await page.getByText('Ingen svarar på adressen.').waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const provider = await startOpenIdProvider({
      ...{ port, clientId: `samsal-${name === 'Umeå' ? 1 : 2}`, clientSecret: SECRET },
      redirectUri: `${system.url}/api/sign-in/${id}/callback`,
    })
    return { id, name: `${name} kommun`, municipalityId, port, provider }
  }

  const providerPage = ({ id, municipalityId }: Own) =>
    `${system.url}/office/municipalities/${municipalityId}/sign-in/${id}`

  /** Changes a provider on its page. */
  async function change(own: Own, values: Record<string, string>): Promise<void> {
    const { page } = office
    await page.goto(providerPage(own))
    const form = page.locator(MAIN_FORM).last()
    await fill(form, values)
    await send(form)
    await page.waitForURL(/done=saved/)
  }

  async function openSignIn(path = '/sign-in', options = {}): Promise<Entering> {
    const context = await browser.newContext({ locale: 'sv-SE', ...LAPTOP, ...options })
    const page = await context.newPage()
    await page.goto(`${system.url}${path}`)
    return { context, page }
  }

  /** From the sign-in page through the provider's pages, back to us. */
  async function enter(own: Own, login: string, known: Known, path = '/sign-in'): Promise<Entering> {
    own.provider.known.set(login, known)
    const entering = await openSignIn(path)
    await entering.page.getByRole('link', { name: own.name }).click()
    await signInAtProvider(entering.page, login)
    await entering.page.waitForURL((url) => url.origin === system.url && !url.pathname.startsWith('/api/'))
    return entering
  }

  const isIn = async ({ context }: Entering) =>
    (await context.request.get(`${system.url}/office/views`, { maxRedirects: 0 })).status() === 200

  /** What the sign-in page says to somebody whom we refused, and who is not signed in. */
  async function refusalOf(entering: Entering): Promise<string> {
    const { page } = entering
    await page.waitForURL(/\/sign-in\?refused=/)
    expect(await isIn(entering)).toBe(false)
    return (await page.locator('main p[role=alert]').first().textContent()) ?? ''
  }

  const rolesOf = (email: string) =>
    system.query<Held>(`
      select r.role, m.name, r.until_on::text as until, r.given_by is not null as "isGiven"
      from role_assignments r join staff s on s.id = r.staff_id join municipalities m on m.id = r.municipality_id
      where s.email = '${email}' order by r.role, m.name`)
  const actionsOn = async (email: string) => {
    const rows = await system.query<{ action: string }>(`
      select action from audit_entries a join staff s on s.id::text = a.subject_id
      where s.email = '${email}' order by a.id`)
    return rows.map(({ action }) => action)
  }

  const keptBy = async ({ context }: Entering) =>
    (await context.cookies(`${system.url}/api/sign-in/x`)).filter(({ name }) => name === KEPT)

  /** The address of our own to which the browser is sent. */
  function watchCallback(page: Page): () => string {
    let callback = ''
    page.on('request', (request) => {
      if (request.url().includes('/callback?')) callback = request.url()
    })
    return () => callback
  }

  /** Signs in at a provider in a browser that forgets what it began with, so that the answer is not used, and then recalls it. */
  async function stopAtCallback(own: Own, login: string, known: Known): Promise<Entering & { callback: string }> {
    own.provider.known.set(login, known)
    const entering = await openSignIn()
    const { page, context } = entering
    const callbackOf = watchCallback(page)
    await page.getByRole('link', { name: own.name }).click()
    await page.locator('input[name=login]').waitFor()
    const kept = await keptBy(entering)
    await context.clearCookies({ name: KEPT })
    await signInAtProvider(page, login)
    await page.waitForURL(/refused=sign-in.not-completed/)
    await context.addCookies(kept)
    return { ...entering, callback: callbackOf() }
  }

  const umea = await addProvider('Umeå', ports[0])
  const nordmaling = await addProvider('Nordmaling', ports[1])
  return {
    ...{ system, browser, office, umea, nordmaling },
    ...{ municipalityIdOf, providerPage, change, openSignIn, enter, isIn, refusalOf },
    ...{ rolesOf, actionsOn, keptBy, watchCallback, stopAtCallback },
    stop: async () => {
      await browser.close()
      await Promise.all([umea.provider.stop(), nordmaling.provider.stop()])
      await system.stop()
    },
  }
}
