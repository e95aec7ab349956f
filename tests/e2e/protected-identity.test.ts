import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { gatherCast, type Cast } from '@/tests/support/cast'
import { fill, send } from '@/tests/support/forms'
import { overhear, type Overheard } from '@/tests/support/overhear'
import { takePicture } from '@/tests/support/picture'
import { beginLesson, enterFromHome, openLink, pairScreen, signIn, type Visit } from '@/tests/support/people'

/** What must never be seen beside the alias: the name, and the number in each of its forms. */
const SECRETS = ['Zebulonia', 'Kvarnskogen', '199203202388', '9203202388', '920320-2388']
const ALIAS = 'Mona 3'

let cast: Cast
let hub: Visit
let mona: Visit
const others = new Map<string, Overheard>()

beforeAll(async () => {
  cast = await gatherCast()
  await protectSaba()
})
afterAll(() => cast.close())

/** An office sets protected identity for Saba. */
async function protectSaba(): Promise<void> {
  const { page, close } = await signIn(cast.browsers.hub, cast.system, { as: cast.system.staff('administrator') })
  await page.goto(`${cast.system.url}/office/participants?search=Saba`)
  await page.getByRole('link', { name: 'Saba Exempel' }).click()
  await page.getByRole('link', { name: 'Ändra' }).click()
  const form = page.locator('main form')
  await fill(form, { givenName: 'Zebulonia', familyName: 'Kvarnskogen' })
  await form.locator('input[name=isProtected]').check()
  await fill(form, { displayName: 'Zebulonia K' })
  await send(form)
  await form.getByText('Visningsnamnet innehåller namnet').waitFor()
  await fill(form, { displayName: ALIAS })
  await send(form)
  await page.waitForURL(/done=saved/)
  // From now on the names need a reason.
  const opening = page.locator('form', { hasText: 'Visa skyddade uppgifter' })
  await opening.waitFor()
  expect(await page.locator('main').textContent()).not.toMatch(/Zebulonia|Kvarnskogen/)
  expect(await page.getByRole('link', { name: 'Ändra' }).count()).toBe(0)
  await takePicture(page, 'protected-closed-sv', { isWhole: true })
  await send(opening)
  await opening.getByText('Skriv varför.').waitFor()
  await fill(opening, { reason: 'Beslut om plats i grupp' })
  await send(opening)
  await page.getByText('Zebulonia Kvarnskogen').waitFor()
  await page.getByRole('link', { name: 'Ändra' }).waitFor()
  await close()
}

function listenTo(name: string, visit: Visit): void {
  others.set(name, overhear(visit.page))
}

describe('a lesson with a person whose identity is protected', () => {
  test('everybody else is in it, and Saba enters under the alias, without a camera', async () => {
    hub = await beginLesson(cast.browsers.hub, cast.system)
    listenTo('communicator', hub)
    await hub.page.reload()
    await hub.page.locator('button[data-ready=true]').click()
    const { screen, host } = await pairScreen([cast.browsers.classroom, cast.browsers.home], cast.system)
    listenTo('screen', screen)
    listenTo('host', host)
    await screen.page.reload()
    await host.page.goto(`${cast.system.url}/site`)
    await host.page.locator('a[href^="/site/lessons/"]').first().click()
    await host.page.locator('[data-situation=live]').waitFor()
    const mehret = await openLink(cast.browsers.home, cast.system.linkOf('Mehret Testdotter'))
    listenTo('another participant', mehret)
    await mehret.page.reload()
    await mehret.page.locator('button[data-ready=true]').click()

    mona = await enterFromHome(cast.browsers.home, cast.system.linkOf('Saba Exempel'))
    await mona.page.locator('button[data-control=hand]').click()
    await hub.page.getByRole('tabpanel').getByText(ALIAS).waitFor()
    await hub.page.getByRole('button', { name: 'Ge ordet' }).click()
    await mona.page.locator('button[data-control=microphone]').waitFor()
    expect(await mona.page.locator('button[data-control=camera]').count()).toBe(0)
    await hub.page.locator('audio[data-voice=microphone]').nth(1).waitFor({ state: 'attached' })
    await screen.page.getByText(`ሕጂ ዝዛረብ፡ ${ALIAS}`).waitFor({ state: 'attached' })
  })

  test('Saba answers, writes, and sits in a small group', async () => {
    await hub.page.locator('#tab-chat').click()
    await hub.page.getByRole('button', { name: 'Öppen' }).click()
    await mona.page.locator('button[data-control=list]').click()
    await mona.page.locator('dialog [data-open=chat]').click()
    await mona.page.locator('dialog form input').fill('Hej')
    await mona.page.locator('dialog form button').click()
    await hub.page.getByRole('tabpanel').getByText(ALIAS).waitFor()
    await mona.page.locator('dialog [data-control=close]').click()
    await hub.page.locator('#tab-question').click()
    await hub.page.getByRole('tabpanel').locator('textarea').fill('Hur mår du?')
    await hub.page.getByRole('button', { name: 'Visa vem som svarar' }).click()
    await hub.page.getByRole('button', { name: 'Ställ frågan' }).click()
    await mona.page.locator('section button').first().click()
    await hub.page.getByText('1 svar').waitFor()
    await hub.page.locator('[data-control=question-done]').click()
    await hub.page.locator('#tab-groups').click()
    await hub.page.getByRole('button', { name: 'Två och två' }).click()
    await hub.page.getByRole('tabpanel').getByText(ALIAS).waitFor()
    await hub.page.getByRole('button', { name: 'Alla tillbaka nu' }).click()
    await expect.poll(() => hub.page.getByRole('button', { name: 'Rast' }).count()).toBe(1)
  })

  test("nobody unrelated to the register reads Saba's name, number or home anywhere", async () => {
    const coordinator = await signIn(cast.browsers.hub, cast.system, { as: cast.system.staff('coordinator') })
    listenTo('coordinator', coordinator)
    const { url } = cast.system
    for (const place of ['/office', '/office/lessons', '/office/participants', '/office/groups', '/office/equipment']) {
      await coordinator.page.goto(`${url}${place}`)
    }
    await hub.page.getByRole('button', { name: 'Avsluta lektionen' }).click()
    await hub.page.getByRole('button', { name: 'Ja, avsluta' }).click()
    await hub.page.getByRole('link').first().waitFor()
    await hub.page.goto(
      await hub.page
        .getByRole('link')
        .first()
        .evaluate((link: HTMLAnchorElement) => link.href),
    )
    for (const [name, overheard] of others) {
      const text = await overheard.all()
      expect(text.length, `${name} was listened to`).toBeGreaterThan(1_000)
      for (const secret of SECRETS) expect(text.includes(secret), `${secret} at ${name}`).toBe(false)
    }
  })

  test("no table holds Saba's name in plain text", async () => {
    const tables = await cast.system.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const text = JSON.stringify(await cast.system.query(`select t::text from ${name} t`))
      for (const secret of SECRETS) expect({ name, holds: text.includes(secret) }).toEqual({ name, holds: false })
    }
  })

  test('no log, no journal and no fact in transit holds them', async () => {
    const folder = path.join(String(cast.system.environment.DATA_DIR), 'media')
    const lessons = await readdir(path.join(folder, 'lessons'))
    const files = ['outbox.jsonl', ...lessons.map((name) => path.join('lessons', name))]
    const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
    for (const secret of SECRETS) for (const text of texts) expect(text).not.toContain(secret)
    for (const secret of [...SECRETS, ALIAS]) {
      expect(cast.system.printed().includes(secret), `${secret} in the log`).toBe(false)
    }
  })
})
