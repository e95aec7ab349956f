import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addDays, dateOf } from '@/domain/time'
import { checkAccessible } from '@/tests/support/check-accessible'
import { LAPTOP, PHONE } from '@/tests/support/chromium'
import { fill, send } from '@/tests/support/forms'
import { startOpenIdProvider } from '@/tests/support/openid-provider'
import { takePicture } from '@/tests/support/picture'

import { coordinator, MAIN_FORM, NARROW, SECRET, startTwoProviders } from './provider-sign-in/two-providers'

/*
 * Two municipalities with a provider each, both of them certified and running here, and real pages. A test that signs
 * somebody in uses a login of its own.
 */

const TODAY = dateOf(Date.now())

let world: Awaited<ReturnType<typeof startTwoProviders>>
beforeAll(async () => {
  world = await startTwoProviders()
})
afterAll(() => world.stop())

describe('the page of a sign-in', () => {
  test('says that the service answers, what to register, and never the secret', async () => {
    const { page } = world.office
    await page.goto(world.providerPage(world.umea))
    await page.getByText('Ja, tjänsten svarar').waitFor()
    await page.getByText(`${world.system.url}/api/sign-in/${world.umea.id}/callback`).waitFor()
    expect(await page.content()).not.toContain(SECRET)
    await checkAccessible(page)
    await takePicture(page, 'provider-page-sv', { isWhole: true })
    await page.setViewportSize(NARROW.viewport)
    await checkAccessible(page)
    await takePicture(page, 'provider-page-narrow-sv', { isWhole: true })
    await page.goto(`${world.system.url}/office/municipalities/${world.umea.municipalityId}/sign-in`)
    await checkAccessible(page)
    await takePicture(page, 'providers-narrow-sv', { isWhole: true })
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(`${world.system.url}/office/municipalities/${world.umea.municipalityId}/sign-in`)
    await takePicture(page, 'providers-sv', { isWhole: true })
  })

  test.each([
    ['http://example.org', 'Adressen måste börja med https://'],
    ['https://127.0.0.1:1', 'privat nätverk'],
    ['https://[::1]', 'privat nätverk'],
    ['https://provider.invalid', 'Ingen svarar'],
    ['not an address', ''],
  ])('says what is wrong with %s', async (issuer, text) => {
    const { page } = world.office
    const municipalityId = await world.municipalityIdOf('Vindeln')
    await page.goto(`${world.system.url}/office/municipalities/${municipalityId}/sign-in/new`)
    const form = page.locator(MAIN_FORM).last()
    const words = { name: `At ${issuer}`, issuer, clientId: issuer, clientSecret: SECRET }
    await fill(form, { ...words, 'roles.0.groupValue': 'a', 'roles.0.role': 'Samordnare' })
    await send(form)
    if (text === '') await form.locator('[name=issuer][aria-invalid=true]').waitFor()
    else await page.getByText(text).first().waitFor()
    expect(await page.getByText('Ja, tjänsten svarar').count()).toBe(0)
    await world.system.query(
      `delete from provider_roles where provider_id in (select id from sign_in_providers where municipality_id = '${municipalityId}')`,
    )
    await world.system.query(`delete from sign_in_providers where municipality_id = '${municipalityId}'`)
  })
})

describe('signing in by a municipality', () => {
  test('makes an account with the roles of its groups, and leads to the page that was asked for', async () => {
    const entered = await world.enter(
      world.umea,
      'kim',
      coordinator('kim@umea.example.org'),
      '/sign-in?to=/office/groups',
    )
    expect(new URL(entered.page.url()).pathname).toBe('/office/groups')
    expect(await world.rolesOf('kim@umea.example.org')).toEqual([
      { role: 'coordinator', name: 'Umeå', until: null, isGiven: true },
    ])
    expect(await world.actionsOn('kim@umea.example.org')).toEqual([
      'staff.added-by-provider',
      'staff.roles-followed',
      'sign-in.by-provider',
    ])
    // This device knows by which it was.
    await entered.context.clearCookies({ name: 'next-auth.session-token' })
    await entered.page.goto(`${world.system.url}/sign-in`)
    await entered.page.getByText('Senast på den här enheten').waitFor()
    await checkAccessible(entered.page)
    await takePicture(entered.page, 'sign-in-known-device-sv', { isWhole: true })
    await entered.context.close()
  })

  test('lets roles come and go with the groups, and leaves those that were given by hand', async () => {
    const email = 'lo@umea.example.org'
    const first = await world.enter(world.umea, 'lo', coordinator(email))
    const [member] = await world.system.query<{ id: string }>(`select id from staff where email = '${email}'`)
    const { page } = world.office
    await page.goto(`${world.system.url}/office/staff/${member?.id}`)
    await page.getByText('Roller som följer kommunens inloggning').waitFor()
    await checkAccessible(page)
    await takePicture(page, 'provider-staff-sv', { isWhole: true })
    const form = page.locator('main form:has([name=email])')
    await form.getByRole('button', { name: 'Lägg till roll' }).click()
    await fill(form, { 'roles.0.role': 'Tolk', 'roles.0.municipalityId': 'Nordmaling' })
    await send(form)
    await page.waitForURL(/done=saved/)
    expect(await world.isIn(first)).toBe(true)
    await (await world.enter(world.umea, 'lo', { ...coordinator(email), groups: [] })).context.close()
    // A role that was given today is over at once.
    expect(await world.rolesOf(email)).toEqual([
      { role: 'interpreter', name: 'Nordmaling', until: null, isGiven: false },
    ])
    // What it began with is over too.
    expect(await world.isIn(first)).toBe(false)
    await (await world.enter(world.umea, 'lo', coordinator(email))).context.close()
    await world.system.query(
      `update role_assignments set from_on = '2026-01-01' where staff_id = '${member?.id}' and given_by is not null`,
    )
    await (await world.enter(world.umea, 'lo', { ...coordinator(email), groups: 'fika' })).context.close()
    expect(await world.rolesOf(email)).toEqual([
      { role: 'coordinator', name: 'Umeå', until: addDays(TODAY, -1), isGiven: true },
      { role: 'interpreter', name: 'Nordmaling', until: null, isGiven: false },
    ])
    expect(await world.isIn(await world.enter(world.umea, 'lo', coordinator(email)))).toBe(true)
    expect((await world.rolesOf(email))[0]).toEqual({ role: 'coordinator', name: 'Umeå', until: null, isGiven: true })
    await first.context.close()
  })

  test('opens no account by its address alone, and the tied one for one subject alone', async () => {
    const { email } = world.system.staff('coordinator')
    expect(await world.refusalOf(await world.enter(world.umea, 'impostor', coordinator(email)))).toMatch(
      /redan ett konto/,
    )
    expect(
      await world.refusalOf(await world.enter(world.nordmaling, 'impostor', coordinator(email.toUpperCase()))),
    ).toMatch(/redan ett konto/)
    const [member] = await world.system.query<{ id: string }>(`select id from staff where email = '${email}'`)
    const { page } = world.office
    await page.goto(`${world.system.url}/office/staff/${member?.id}`)
    const form = page.locator('form:has(select[name=providerId])')
    const isChosen = (await form.locator('option', { hasText: world.umea.name }).count()) > 0
    expect(isChosen).toBe(true)
    await fill(form, { providerId: world.umea.name })
    await send(form)
    await page.getByText('väntar på den första inloggningen').waitFor()
    await checkAccessible(page)
    await takePicture(page, 'provider-tied-sv', { isWhole: true })
    const unverified = { ...coordinator(email), email_verified: false }
    expect(await world.refusalOf(await world.enter(world.umea, 'unverified', unverified))).toMatch(/redan ett konto/)
    const rightful = await world.enter(world.umea, 'rightful', { ...coordinator(email), groups: [] })
    expect(await world.isIn(rightful)).toBe(true)
    // The roles of before were given by hand.
    expect((await world.rolesOf(email)).every(({ isGiven }) => !isGiven)).toBe(true)
    expect(await world.refusalOf(await world.enter(world.umea, 'impostor', coordinator(email)))).toMatch(
      /redan ett konto/,
    )
    await page.reload()
    await page.getByRole('button', { name: `Ta bort kopplingen till ${world.umea.name}` }).click()
    await page.waitForURL(/done=untied/)
    expect(await world.isIn(rightful)).toBe(false)
    expect(await world.refusalOf(await world.enter(world.umea, 'rightful', coordinator(email)))).toMatch(
      /redan ett konto/,
    )
  })

  test('gives nothing for a group that means nothing, and needs an address', async () => {
    expect(
      await world.refusalOf(await world.enter(world.umea, 'noone', { email: 'noone@x.example.org', groups: ['fika'] })),
    ).toMatch(/ingen roll/)
    expect(await world.refusalOf(await world.enter(world.umea, 'mailless', { groups: ['samordnare'] }))).toMatch(
      /ingen e-postadress/,
    )
    expect(await world.system.query(`select 1 from staff where email like '%@x.example.org'`)).toEqual([])
    const { page } = world.office
    await page.goto(`${world.system.url}/office/audit?action=provider.refused`)
    await page.getByText('Kommunens inloggning känner dig').first().waitFor()
    await takePicture(page, 'provider-audit-sv', { isWhole: true })
  })

  test('is refused for a closed account', async () => {
    const email = 'closed@umea.example.org'
    await (await world.enter(world.umea, 'closed', coordinator(email))).context.close()
    await world.system.query(`update staff set disabled_at = now() where email = '${email}'`)
    expect(await world.refusalOf(await world.enter(world.umea, 'closed', coordinator(email)))).toMatch(/avstängt/)
  })

  test('never takes a password that nobody has chosen', async () => {
    const entered = await world.openSignIn()
    await fill(entered.page.locator('form:has([name=password])'), { email: 'kim@umea.example.org', password: 'x' })
    await send(entered.page.locator('form:has([name=password])'))
    await entered.page.getByRole('alert').filter({ hasText: 'lösenord' }).waitFor()
    expect(await world.isIn(entered)).toBe(false)
    await entered.context.close()
  })

  test('ends with the provider, and its roles with it', async () => {
    const email = 'ada@nordmaling.example.org'
    const entered = await world.enter(world.nordmaling, 'ada', coordinator(email))
    await world.change(world.nordmaling, { fromOn: '2026-01-01', untilOn: addDays(TODAY, -1) })
    expect(await world.rolesOf(email)).toEqual([])
    expect(await world.isIn(entered)).toBe(false)
    await entered.page.goto(`${world.system.url}/sign-in`)
    expect(await entered.page.getByRole('link', { name: world.nordmaling.name }).count()).toBe(0)
    await entered.page.goto(`${world.system.url}/api/sign-in/${world.nordmaling.id}`)
    expect(await world.refusalOf(entered)).toMatch(/används inte längre/)
    await world.change(world.nordmaling, { untilOn: '' })
    expect(await world.isIn(await world.enter(world.nordmaling, 'ada', coordinator(email)))).toBe(true)
    await entered.context.close()
  })

  test('says so when the service does not answer', async () => {
    const [row] = await world.system.query<{ id: string }>(`
      insert into sign_in_providers (municipality_id, name, issuer, client_id, sealed_secret, groups_claim, from_on)
      select municipality_id, 'Tyst kommun', 'https://provider.invalid', client_id, sealed_secret, 'groups', from_on
      from sign_in_providers where id = '${world.umea.id}' returning id`)
    const entering = await world.openSignIn()
    // Its secret is another provider's: it is bound to that one's row.
    await entering.page.goto(`${world.system.url}/api/sign-in/${row?.id}`)
    await entering.page.waitForURL(/refused=internal/)
    await world.system.query(`delete from sign_in_providers where id = '${row?.id}'`)
    await world.umea.provider.stop()
    await world.change(world.umea, { clientSecret: 'another secret' })
    await entering.page.goto(`${world.system.url}/api/sign-in/${world.umea.id}`)
    expect(await world.refusalOf(entering)).toMatch(/svarar inte som den ska/)
    await checkAccessible(entering.page)
    await takePicture(entering.page, 'sign-in-refused-sv', { isWhole: true })
    const redirectUri = `${world.system.url}/api/sign-in/${world.umea.id}/callback`
    const known = world.umea.provider.known
    world.umea.provider = await startOpenIdProvider({
      ...{ port: world.umea.port, clientId: 'samsal-1', clientSecret: SECRET, redirectUri },
    })
    for (const [login, one] of known) world.umea.provider.known.set(login, one)
    // The secret is wrong, which its administrators read in the log.
    expect(await world.refusalOf(await world.enter(world.umea, 'kim', coordinator('kim@umea.example.org')))).toMatch(
      /svarar inte som den ska/,
    )
    await world.office.page.goto(`${world.system.url}/office/audit?action=provider.refused`)
    await world.office.page.getByText('godtar inte klient-id').first().waitFor()
    await world.change(world.umea, { clientSecret: SECRET })
    expect(await world.isIn(await world.enter(world.umea, 'kim', coordinator('kim@umea.example.org')))).toBe(true)
  })
})

test('the sign-in page is short where all 290 municipalities have their own, and finds each without scripts', async () => {
  await world.system.query(`
    with many as (
      insert into municipalities (code, name, joined_on)
      select (5000 + n)::text, 'Kommunen ' || n, '2020-01-01' from generate_series(1, 288) n returning id, name)
    insert into sign_in_providers (municipality_id, name, issuer, client_id, sealed_secret, groups_claim, from_on)
    select id, name, 'https://provider.invalid', 'x', 'x', 'groups', '2020-01-01' from many`)
  for (const [name, options] of Object.entries({ laptop: LAPTOP, phone: { ...PHONE, ...NARROW } })) {
    const { context, page } = await world.openSignIn('/sign-in', { ...options, javaScriptEnabled: name === 'phone' })
    expect(await page.locator('a[href^="/api/sign-in/"]').count()).toBe(0)
    await takePicture(page, `sign-in-many-${name}-sv`, { isWhole: true })
    await page.getByLabel('Din kommun').fill('umea')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: world.umea.name }).waitFor()
    expect(await page.locator('a[href^="/api/sign-in/"]').count()).toBe(1)
    if (name === 'phone') await checkAccessible(page)
    await takePicture(page, `sign-in-found-${name}-sv`, { isWhole: true })
    await page.getByLabel('Din kommun').fill('kommunen')
    await page.keyboard.press('Enter')
    await page.getByText('Det finns fler.').waitFor()
    expect(await page.locator('a[href^="/api/sign-in/"]').count()).toBe(20)
    await page.getByLabel('Din kommun').fill('Atlantis')
    await page.keyboard.press('Enter')
    await page.getByText('Ingen kommun med det namnet').waitFor()
    await context.close()
  }
  for (const locale of ['en', 'ar', 'ti']) {
    const { context, page } = await world.openSignIn('/sign-in?find=ume&refused=sign-in.no-role', { ...NARROW, locale })
    await page.locator('main p[role=alert]').first().waitFor()
    await checkAccessible(page)
    await takePicture(page, `sign-in-refused-narrow-${locale}`, { isWhole: true })
    await context.close()
  }
  await world.office.page.context().addCookies([{ name: 'samsal-language', value: 'en', url: world.system.url }])
  await world.office.page.goto(world.providerPage(world.umea))
  await world.office.page.getByText('Yes, the service answers').waitFor()
  await takePicture(world.office.page, 'provider-page-en', { isWhole: true })
})
