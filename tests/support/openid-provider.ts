import { createServer } from 'node:http'

import Provider from 'oidc-provider'
import type { Page } from 'playwright-core'
import { vi } from 'vitest'

/** What the provider says about somebody; `login` is what they type, and their subject. */
export type Known = { email?: string; email_verified?: boolean; name?: string; groups?: readonly string[] | string }

type Options = { port: number; clientId: string; clientSecret: string; redirectUri: string }

/**
 * A certified OpenID Connect provider on this machine, with its own pages for signing in and consenting. `known` may be
 * changed while it runs.
 */
export async function startOpenIdProvider({ port, clientId, clientSecret, redirectUri }: Options) {
  const known = new Map<string, Known>()
  const issuer = `http://localhost:${port}`
  // It says at its start that its keys and pages are for tests.
  const quiet = [vi.spyOn(console, 'info'), vi.spyOn(console, 'warn')].map((spy) => spy.mockImplementation(() => {}))
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] },
        ...{ grant_types: ['authorization_code'], response_types: ['code'] },
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    cookies: { keys: [clientSecret] },
    ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
    findAccount: (_: unknown, login: string) => ({
      accountId: login,
      claims: () => ({ sub: login, ...known.get(login) }),
    }),
  })
  const server = createServer(provider.callback())
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  for (const spy of quiet) spy.mockRestore()
  return {
    issuer,
    known,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type OpenIdProvider = Awaited<ReturnType<typeof startOpenIdProvider>>

/** On the provider's own pages: signs in, and agrees that Samsal learns who it is. */
export async function signInAtProvider(page: Page, login: string): Promise<void> {
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await page.locator('form[action] button[autofocus][type=submit]').click()
}
