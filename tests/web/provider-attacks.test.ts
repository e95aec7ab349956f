import { afterAll, beforeAll, expect, test } from 'vitest'

import { beginOpenId, finishOpenId } from '@/adapters/openid'
import { signInAtProvider } from '@/tests/support/openid-provider'

import { coordinator, SECRET, startTwoProviders } from './provider-sign-in/two-providers'

/* What a stranger, another provider or a copied address could try, at two real providers. */

let world: Awaited<ReturnType<typeof startTwoProviders>>
beforeAll(async () => {
  world = await startTwoProviders()
})
afterAll(() => world.stop())

test('the answer of one provider is refused at the other', async () => {
  const email = 'mixed@umea.example.org'
  const first = await world.stopAtCallback(world.umea, 'mixed', coordinator(email))
  // At the other's address, with what the world.browser kept for the first.
  await first.page.goto(first.callback.replace(world.umea.id, world.nordmaling.id))
  expect(await world.refusalOf(first)).toMatch(/blev inte klar/)
  // And when the world.browser has begun at the other since, with the state of that.
  const second = await world.stopAtCallback(world.umea, 'mixed', coordinator(email))
  let begun = ''
  second.page.on('request', (request) => {
    if (request.url().startsWith(`http://localhost:${world.nordmaling.port}/auth?`)) begun = request.url()
  })
  await second.page.goto(`${world.system.url}/sign-in`)
  await second.page.getByRole('link', { name: world.nordmaling.name }).click()
  await second.page.locator('input[name=login]').waitFor()
  const mixed = new URL(second.callback.replace(world.umea.id, world.nordmaling.id))
  mixed.searchParams.set('state', new URL(begun).searchParams.get('state') ?? '')
  await second.page.goto(mixed.href)
  expect(await world.refusalOf(second)).toMatch(/blev inte klar/)
  expect(await world.rolesOf(email)).toEqual([])
})

test('an answer is used once', async () => {
  const used = await world.stopAtCallback(world.umea, 'replayed', coordinator('replayed@umea.example.org'))
  const kept = await world.keptBy(used)
  expect(kept).toHaveLength(1)
  await used.page.goto(used.callback)
  await used.page.waitForURL('**/office')
  await used.context.clearCookies()
  await used.page.goto(used.callback)
  expect(await world.refusalOf(used)).toMatch(/blev inte klar/)
  // Also with what the world.browser had kept: the provider gave one code for one use.
  await used.context.addCookies(kept)
  await used.page.goto(used.callback)
  expect(await world.refusalOf(used)).toMatch(/blev inte klar/)
})

test('an answer with another state, or in another browser, is refused', async () => {
  const { callback, ...own } = await world.stopAtCallback(
    world.umea,
    'stateless',
    coordinator('stateless@umea.example.org'),
  )
  const other = await world.openSignIn()
  await other.page.goto(callback)
  expect(await world.refusalOf(other)).toMatch(/blev inte klar/)
  const changed = new URL(callback)
  changed.searchParams.set('state', 'another')
  await own.page.goto(changed.href)
  expect(await world.refusalOf(own)).toMatch(/blev inte klar/)
})

test('an identity with another nonce, state or verifier is refused, and one with its own accepted', async () => {
  const own = {
    ...{ issuer: world.umea.provider.issuer, clientId: 'samsal-1', clientSecret: SECRET },
    internalOrigins: [world.umea.provider.issuer],
  }
  const redirectUri = `${world.system.url}/api/sign-in/${world.umea.id}/callback`
  world.umea.provider.known.set('nonce', coordinator('nonce@umea.example.org'))
  const finish = async (wrong: object) => {
    const { url, checks } = await beginOpenId(own, { redirectUri, groupsClaim: 'groups' })
    const { context, page } = await world.openSignIn()
    const callbackOf = world.watchCallback(page)
    await page.goto(url)
    await signInAtProvider(page, 'nonce')
    await page.waitForURL(/refused=sign-in.not-completed/)
    await context.close()
    return finishOpenId(own, { returned: new URL(callbackOf()), checks: { ...checks, ...wrong } })
  }
  expect((await finish({})).subject).toBe('nonce')
  await expect(finish({ nonce: 'another' })).rejects.toMatchObject({ fault: 'refused' })
  await expect(finish({ state: 'another' })).rejects.toMatchObject({ fault: 'refused' })
  await expect(finish({ codeVerifier: 'x'.repeat(43) })).rejects.toMatchObject({ fault: 'refused' })
})

test('a sign-in that the person breaks off leads back', async () => {
  const entering = await world.openSignIn()
  await entering.page.getByRole('link', { name: world.umea.name }).click()
  await entering.page.getByText('Cancel').click()
  expect(await world.refusalOf(entering)).toMatch(/blev inte klar/)
})

test.each(['//example.org', 'https://example.org/', String.raw`/\example.org`, '/api/sign-in/x'])(
  'nobody is led to %s',
  async (to) => {
    const asked = `/sign-in?to=${encodeURIComponent(to)}`
    const entered = await world.enter(world.umea, 'led', coordinator('led@umea.example.org'), asked)
    expect(entered.page.url()).toBe(`${world.system.url}/office`)
    await entered.context.close()
    const direct = await world.openSignIn()
    world.umea.provider.known.set('led', coordinator('led@umea.example.org'))
    await direct.page.goto(`${world.system.url}/api/sign-in/${world.umea.id}?to=${encodeURIComponent(to)}`)
    await signInAtProvider(direct.page, 'led')
    await direct.page.waitForURL(`${world.system.url}/office`)
    await direct.context.close()
  },
)
