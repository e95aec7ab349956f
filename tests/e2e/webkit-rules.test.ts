import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import sv from '@/locales/participant/sv/lesson.json'
import ti from '@/locales/participant/ti/lesson.json'
import { gatherInLesson, type Cast } from '@/tests/support/cast'
import { LAPTOP, openPage, PHONE } from '@/tests/support/chromium'
import { expectHeard, expectPicture } from '@/tests/support/expect-media'
import { chooseMode, type Visit } from '@/tests/support/people'
import { outputsOf, setCall, simulateWebKit } from '@/tests/support/webkit-rules'

let cast: Cast
let hub: Visit
const contexts: BrowserContext[] = []

beforeAll(async () => {
  ;({ hub, ...cast } = await gatherInLesson())
})
afterAll(async () => {
  await Promise.all(contexts.map((context) => context.close()))
  await cast.close()
})

async function open(url: string, options: typeof PHONE) {
  const context = await cast.browsers.home.newContext(options)
  contexts.push(context)
  await simulateWebKit(context)
  const visit = await openPage(context)
  await visit.page.goto(url)
  return visit
}

describe('a participant on a phone with the rules of iOS 15', () => {
  let home: Awaited<ReturnType<typeof open>>
  const isHeard = () => home.page.getByText('ኩሉ ይሰምዓካ ኣሎ')

  test('sees and hears the communicator, and is told that the phone may fall asleep', async () => {
    home = await open(cast.system.linkOf('Saba Exempel'), PHONE)
    await chooseMode(home.page, 'everything')
    await home.page.locator('button[data-ready=true]').click()
    await expectPicture(home.page, 'communicator', 'hub')
    await expectHeard(home.page, ['hub'])
    await expect.poll(() => outputsOf(home.page)).toEqual(['running'])
    await home.page.getByText(ti.away.mayFallAsleep).waitFor()
  })

  test('is seen and heard with the floor', async () => {
    await home.page.locator('button[data-control=hand]').click()
    await hub.page.getByRole('button', { name: 'Ge ordet' }).click()
    await expectPicture(hub.page, 'floor', 'home')
    await expectHeard(hub.page, ['home'])
    await isHeard().waitFor()
  })

  test('is not called heard during a telephone call; afterwards all is as before, without a touch', async () => {
    await setCall(home.page, true)
    await isHeard().waitFor({ state: 'detached' })
    await expectHeard(hub.page, [], ['home'])
    await setCall(home.page, false)
    await isHeard().waitFor()
    await expectHeard(hub.page, ['home'])
    await expectPicture(hub.page, 'floor', 'home')
    await expect.poll(async () => new Set(await outputsOf(home.page))).toEqual(new Set(['running']))
    await expectHeard(home.page, ['hub'])
    await expectPicture(home.page, 'communicator', 'hub')
  })

  test('has no error in the console', () => {
    expect(home.complaints).toEqual([])
  })
})

// Last: it takes the lesson over from the communicator's other page.
test('a communicator on a tablet with the same rules checks camera and microphone, teaches, and is told that no screen can be shared', async () => {
  const { email, password } = cast.system.staff('communicator')
  const { page, complaints } = await open(`${cast.system.url}/sign-in`, { ...LAPTOP, locale: 'sv-SE' })
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('a[href^="/teach/"]').first().click()
  await page.locator('video[data-picture-of=self]').waitFor()
  await page.locator('button[data-ready=true]').click()
  await page.locator('footer').waitFor()
  const [participant] = contexts[0]?.pages() ?? []
  if (!participant) throw new Error('the participant of the first tests is still there')
  await expectPicture(participant, 'communicator', 'home')
  await page.locator('[data-control=share]').click()
  await page.getByText(sv.device.screen.missing).waitFor()
  expect(complaints).toEqual([])
})
