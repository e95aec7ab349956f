import { afterAll, beforeAll, expect, test } from 'vitest'

import { hashSecret } from '@/services/access/secret'
import { launchChromium, PHONE } from '@/tests/support/chromium'
import { checkAccessible } from '@/tests/support/check-accessible'
import { signIn, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { pressMark } from '@/tests/support/press-mark'
import { showCard } from '@/tests/support/show-card'
import { startSystem, type System } from '@/tests/support/system'

const SECRET = 'selams-card-that-is-printed-and-folded-1234'

let system: System
beforeAll(async () => {
  system = await startSystem()
  await system.query(
    `insert into person_links (person_id, secret_hash) select id, '${hashSecret(SECRET)}' from persons where display_name = 'Selam Exempel'`,
  )
})
afterAll(() => system.stop())

/** The marks of a person today, oldest first. */
async function marksOf(name: string): Promise<string[]> {
  const rows = await system.query<{ mark: string }>(
    `select mark from roll_marks m join persons p on p.id = m.person_id join lessons l on l.id = m.lesson_id where p.display_name = '${name}' and l.starts_at > now() - interval '12 hours' order by m.id`,
  )
  return rows.map((row) => row.mark)
}

/** The host's phone, whose camera sees this card. */
async function scan(text: string, look: (host: Visit) => Promise<void>): Promise<void> {
  const card = await showCard(text)
  const browser = await launchChromium({
    sender: null,
    more: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${card}`],
  })
  try {
    const host = await signIn(browser, system, { as: system.staff('sitehost'), at: PHONE })
    await host.page.goto(`${system.url}/site`)
    await host.page.locator('a[href^="/site/lessons/"]').first().click()
    await host.page.getByRole('button', { name: 'Läs kort med kameran' }).click()
    await look(host)
  } finally {
    await browser.close()
  }
}

test('a card held before the camera marks its person as present', async () => {
  await scan(`${system.url}/p#${SECRET}`, async ({ page }) => {
    await page.getByRole('status').filter({ hasText: 'Selam Exempel' }).first().waitFor()
    const selam = page.locator('li', { has: page.getByRole('radiogroup', { name: 'Selam Exempel' }) })
    await selam.getByRole('radio', { name: 'Här', checked: true }).waitFor()
    await takePicture(page, 'site-card-found-sv')
    await checkAccessible(page)
  })
  await expect.poll(() => marksOf('Selam Exempel')).toEqual(['present'])
})

test('the card of somebody who is not in the group says so, and not whose it is', async () => {
  await system.query(
    `update enrolments e set until_on = '2020-01-02' from persons p where p.id = e.person_id and p.display_name = 'Mehret Testdotter'`,
  )
  await scan(system.linkOf('Mehret Testdotter'), async ({ page }) => {
    const said = page.getByText('Personen står inte på listan')
    await said.first().waitFor()
    expect(await page.content()).not.toContain('Mehret')
    await takePicture(page, 'site-card-foreign-sv')
  })
})

test('the card of somebody who usually takes part from home asks before they are counted here', async () => {
  await scan(system.linkOf('Saba Exempel'), async ({ page }) => {
    const question = page.getByRole('alertdialog')
    await question.getByText('Saba Exempel är annars med hemifrån. Räkna personen här i dag?').waitFor()
    await takePicture(page, 'site-card-visitor-sv')
    await checkAccessible(page)
    await question.getByRole('button', { name: 'Ja, räkna här' }).click()
    const saba = page.locator('li', { has: page.getByRole('radiogroup', { name: 'Saba Exempel' }) })
    await saba.getByText('Är annars med hemifrån').waitFor()
    await saba.getByRole('radio', { name: 'Här', checked: true }).waitFor()
    await expect.poll(() => marksOf('Saba Exempel')).toEqual(['present'])
  })
})

test('a card that is scanned long after the beginning means late, and changes what is there only after a question', async () => {
  await system.query(
    `update lessons set starts_at = now() - interval '40 minutes' where starts_at between now() - interval '12 hours' and now()`,
  )
  await scan(`${system.url}/p#${SECRET}`, async ({ page }) => {
    await page.getByText('är redan markerad ”Här”').waitFor()
    const selam = page.locator('li', { has: page.getByRole('radiogroup', { name: 'Selam Exempel' }) })
    await pressMark(selam, 'Giltig frånvaro')
    await expect.poll(() => marksOf('Selam Exempel')).toEqual(['present', 'excused'])
    await page.getByRole('button', { name: 'Sluta läsa kort' }).click()
    await page.getByRole('button', { name: 'Läs kort med kameran' }).click()
    const question = page.getByRole('alertdialog')
    await question.getByText('Selam Exempel är markerad ”Giltig frånvaro”. Ändra till ”Sen”?').waitFor()
    expect(await marksOf('Selam Exempel')).toEqual(['present', 'excused'])
    await question.getByRole('button', { name: 'Ja, ändra' }).click()
    await expect.poll(() => marksOf('Selam Exempel')).toEqual(['present', 'excused', 'late'])
  })
})
