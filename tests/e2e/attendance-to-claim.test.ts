import { readFile } from 'node:fs/promises'

import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { checkAccessible } from '@/tests/support/check-accessible'
import { gatherInLesson } from '@/tests/support/cast'
import { enterFromHome, pairScreen, signIn, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { pressMark } from '@/tests/support/press-mark'
import { waitUntil, type System } from '@/tests/support/system'

/** Long enough for everyone to have minutes. */
const LESSON_MS = 70_000
const SIZES = { phone: { width: 320, height: 640 }, laptop: { width: 1_366, height: 820 } }

let cast: Awaited<ReturnType<typeof gatherInLesson>>
let system: System
let hub: Visit
let home: Visit
let host: Visit
let screen: Visit
let liveAtMs = 0

beforeAll(async () => {
  cast = await gatherInLesson()
  liveAtMs = Date.now()
  ;({ system, hub } = cast)
  ;({ screen, host } = await pairScreen([cast.browsers.classroom, cast.browsers.home], system))
  home = await enterFromHome(cast.browsers.home, system.linkOf('Saba Exempel'))
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
})
afterAll(() => cast.close())

const person = (index: number) =>
  host.page
    .locator('main li')
    .filter({ has: host.page.locator('[role=radiogroup]') })
    .nth(index)
const mark = (index: number, word: string) => pressMark(person(index), word)
const rowOf = (page: Page, name: string) => page.locator('tbody', { hasText: name })
const figures = async (page: Page, name: string) =>
  (await rowOf(page, name).first().locator('tr').first().locator('td').allTextContents()).map(Number)

test('the host marks eight people without any device, at the start and after the break', async () => {
  await host.page.goto(`${system.url}/site`)
  await host.page.locator('a[href^="/site/lessons/"]').first().click()
  await person(7).waitFor()
  for (const [index, word] of ['Här', 'Sen', 'Borta', 'Giltig frånvaro', 'Tekniskt fel'].entries())
    await mark(index, word)
  await host.page.getByRole('button', { name: /Alla andra är här/ }).click()
  await host.page.getByText('8 av 8 markerade').waitFor()
  await host.page.getByRole('button', { name: 'Efter rasten' }).click()
  await host.page.getByRole('button', { name: /Alla andra är här/ }).click()
  await host.page.getByText('8 av 8 markerade').waitFor()
  await takePicture(host.page, 'site-roll-marked-sv', { isWhole: true })
  await waitUntil(
    async () =>
      (
        await system.query<{ n: string }>(
          'select count(*) n from roll_marks m join lessons l on l.id = m.lesson_id where l.live_at is not null and l.ended_at is null',
        )
      )[0]?.n === '16',
    10_000,
  )
  await host.page.reload()
  await person(7).waitFor()
  await expect.poll(() => host.page.locator('[role=radio][aria-checked=true]').count()).toBe(8)
})

test('the office sees the lesson with its classroom and its connection, and when that is lost, without a reload', async () => {
  const coordinator = await signIn(cast.browsers.hub, system, { as: system.staff('coordinator') })
  const { page } = coordinator
  await page.goto(`${system.url}/office/operations`)
  const classroom = page.locator('[data-lesson=live] [data-classroom=Bjurholm]')
  await classroom.getByText(/Bra|Sådär/).waitFor()
  await expect.poll(() => page.locator('[data-node=alive] tbody tr').count()).toBe(1)
  for (const language of ['ar', 'ti', 'sv']) {
    await page.context().addCookies([{ name: 'samsal-language', value: language, url: system.url }])
    await page.reload()
    await classroom.waitFor()
    for (const [name, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport)
      await takePicture(page, `office-operations-${name}-${language}`, { isWhole: true })
      await checkAccessible(page)
    }
  }
  await screen.close()
  await page.getByRole('status').getByText('Bjurholm tappade kontakten').waitFor({ state: 'attached' })
  await expect.poll(() => classroom.getByText(/Bra|Sådär/).count()).toBe(0)
  await takePicture(page, 'office-operations-gone-sv', { isWhole: true })
  await coordinator.close()
})

test('after the end every minute is there, with its evidence', async () => {
  await hub.page.waitForTimeout(Math.max(0, liveAtMs + LESSON_MS - Date.now()))
  await hub.page.getByRole('button', { name: 'Avsluta lektionen' }).click()
  await hub.page.getByRole('button', { name: 'Ja, avsluta' }).click()
  await home.page.getByRole('heading', { name: 'ትምህርቲ ተወዲኡ' }).waitFor()
  await hub.page.getByRole('link', { name: 'Visa närvaron' }).click()
  await rowOf(hub.page, 'Saba').first().waitFor({ timeout: 30_000 })
  const [planned, present] = await figures(hub.page, 'Saba')
  console.log(`Saba at home: ${present} of ${planned} minutes`)
  expect(planned).toBeGreaterThanOrEqual(1)
  expect(present).toBeGreaterThanOrEqual(1)
  // The participant reads the same number on their phone.
  await home.page.locator(`[data-my-minutes="${present}"]`).waitFor()
  await takePicture(home.page, 'phone-over-minutes-ti')
  const rows = await hub.page.locator('tbody').count()
  expect(rows).toBeGreaterThanOrEqual(9)
  await rowOf(hub.page, 'Saba').first().locator('summary').first().click()
  await takePicture(hub.page, 'office-attendance-sv', { isWhole: true })
  await checkAccessible(hub.page)
})

test('a correction needs a reason, and shows its author and the reason', async () => {
  const row = rowOf(hub.page, 'Saba').first()
  const [planned] = await figures(hub.page, 'Saba')
  await row.locator('summary').nth(1).click()
  const form = row.locator('form')
  await form.locator('input[name=presentMinutes]').fill('0')
  await form.locator('input[name=technicalFailureMinutes]').fill(String(planned))
  await form.locator('input[name=absentMinutes]').fill('0')
  await form.locator('button[type=submit]').click()
  await form.locator('[role=alert]').filter({ hasText: /\S/ }).first().waitFor()
  expect(await form.locator('input[name=technicalFailureMinutes]').inputValue()).toBe(String(planned))
  await form.locator('textarea[name=reason]').fill('Ljudet föll bort hela lektionen.')
  await form.locator('button[type=submit]').click()
  await waitUntil(async () => (await figures(hub.page, 'Saba'))[1] === 0, 10_000)
  await row.locator('summary').first().click()
  await takePicture(hub.page, 'office-corrected-sv', { isWhole: true })
  await expect.poll(() => row.textContent()).toContain('Ljudet föll bort hela lektionen.')
  await expect.poll(() => row.textContent()).toContain('Miriam Exempel')
})

async function download(page: Page, format: 'CSV' | 'XLSX'): Promise<Buffer> {
  const [file] = await Promise.all<[Promise<Download>, Promise<void>]>([
    page.waitForEvent('download'),
    page.getByRole('button', { name: format }).click(),
  ] as never)
  return readFile(await file.path())
}

test('the claim basis is exported twice to the same bytes, and leads to the lessons', async () => {
  const admin = await signIn(cast.browsers.hub, system, { as: system.staff('administrator') })
  const { page } = admin
  await page.goto(`${system.url}/office/claims`)
  const option = page.locator('select[name=municipalityId] option', { hasText: 'Bjurholm' })
  await page.locator('select[name=municipalityId]').selectOption((await option.getAttribute('value')) ?? '')
  await page.locator('main form').first().locator('button[type=submit]').click()
  await page.getByRole('button', { name: 'CSV' }).waitFor()
  await takePicture(page, 'office-claim-sv', { isWhole: true })
  await checkAccessible(page)
  for (const format of ['CSV', 'XLSX'] as const) {
    const first = await download(page, format)
    const second = await download(page, format)
    expect(first.equals(second)).toBe(true)
    if (format === 'CSV') {
      expect([...first.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      expect(first.toString('utf8')).toContain(';')
    }
    console.log(`${format}: ${first.length} bytes, twice the same`)
  }
  const audit = await system.query<{ n: string }>(
    `select count(*) n from audit_entries where action = 'claim.exported'`,
  )
  expect(audit[0]?.n).toBe('4')
  await admin.close()
})
