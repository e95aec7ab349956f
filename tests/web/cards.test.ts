import { afterAll, beforeAll, expect, test } from 'vitest'

import { hashSecret } from '@/services/access/secret'
import { launchChromium, PHONE } from '@/tests/support/chromium'
import { checkAccessible } from '@/tests/support/check-accessible'
import { signIn, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
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
  const rows = await system.query<{ mark: string }>(
    `select mark from roll_marks m join persons p on p.id = m.person_id join lessons l on l.id = m.lesson_id where p.display_name = 'Selam Exempel' and l.starts_at > now() - interval '12 hours'`,
  )
  expect(rows.map((row) => row.mark)).toEqual(['present'])
})

test('the card of somebody who is not on this roll says so, and not whose it is', async () => {
  const link = system.linkOf('Saba Exempel')
  await scan(link, async ({ page }) => {
    const said = page.getByText('Personen står inte på listan')
    await said.first().waitFor()
    expect(await page.content()).not.toContain('Saba')
    await takePicture(page, 'site-card-foreign-sv')
  })
})
