import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { gatherCast, type Cast } from '@/tests/support/cast'
import { beginLesson, enterFromHome, pairScreen, type Visit } from '@/tests/support/people'
import { translatePage } from '@/tests/support/translate-page'

let cast: Cast
let hub: Visit
let home: Visit
let screen: Visit
let host: Visit

beforeAll(async () => {
  cast = await gatherCast()
  hub = await beginLesson(cast.browsers.hub, cast.system)
  home = await enterFromHome(cast.browsers.home, cast.system.linkOf('Saba Exempel'))
  ;({ screen, host } = await pairScreen([cast.browsers.classroom, cast.browsers.hub], cast.system))
  await host.page.goto(`${cast.system.url}/site`)
  await host.page.locator('a[href^="/site/lessons/"]').first().click()
  await host.page.locator('[data-region=roll-row]').first().waitFor()
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
  for (const { page } of [hub, home, screen, host]) await translatePage(page)
})
afterAll(() => cast.close())

const everybody = () => [hub, home, screen, host]

describe('a lesson whose pages the browser translates all the time', () => {
  test('a hand and the floor: what is said comes, changes and goes', async () => {
    const heard = home.page.getByText('ኩሉ ይሰምዓካ ኣሎ')
    await home.page.locator('button[data-control=hand]').click()
    await hub.page.getByRole('button', { name: 'Ge ordet' }).click()
    await heard.waitFor()
    await home.page.locator('button[data-control=microphone]').click()
    await heard.waitFor({ state: 'detached' })
    await hub.page.getByRole('button', { name: 'Ta tillbaka ordet' }).first().click()
    await home.page.locator('button[data-control=hand]').waitFor()
    expect(await hub.page.getByRole('button', { name: 'Ta tillbaka ordet' }).count()).toBe(0)
  })

  test('a question: the same words stand in the cockpit as without translation', async () => {
    await hub.page.locator('#tab-question').click()
    await hub.page.locator('[data-control=ask-yes-no]').click()
    const state = hub.page.locator('#panel p[role=status]')
    await state.getByText('Öppen').waitFor()
    await home.page.locator('[data-region=question] button').first().click()
    await state.getByText('1 svar').waitFor()
    await hub.page.getByRole('button', { name: 'Stäng frågan' }).click()
    await state.getByText('Öppen').waitFor({ state: 'detached' })
    await hub.page.locator('[data-control=question-done]').click()
    await state.waitFor({ state: 'detached' })
  })

  test('a break, and marks on the roll', async () => {
    await hub.page.locator('[data-control=break]').click()
    await hub.page.locator('[data-control=break-minutes]').first().click()
    await home.page.locator('[data-situation=break]').waitFor({ state: 'attached' })
    await hub.page.locator('[data-control=break-end]').click()
    await home.page.locator('[data-situation=live]').waitFor({ state: 'attached' })
    for (const row of await host.page.locator('[data-region=roll-row]').all())
      await row.locator('[role=radio]').first().click()
    await expect.poll(() => host.page.locator('[role=radio][aria-checked=true]').count()).toBeGreaterThan(0)
  })

  test('the end, and going on: every page follows', async () => {
    await hub.page.locator('footer [data-control=end]').click()
    await hub.page.locator('[data-control=end-now]').click()
    await home.page.getByRole('heading', { name: 'ትምህርቲ ተወዲኡ' }).waitFor()
    await hub.page.locator('[data-control=go-on]').click()
    await home.page.locator('[data-situation=live]').waitFor({ state: 'attached' })
    await screen.page.locator('[data-situation=live]').waitFor({ state: 'attached' })
    expect(await home.page.getByRole('heading', { name: 'ትምህርቲ ተወዲኡ' }).count()).toBe(0)
  })

  test('nobody has seen an error page, and names are as they were', async () => {
    const errors = everybody().flatMap(({ complaints }) =>
      complaints.filter((one) => /removeChild|insertBefore/.test(one)),
    )
    expect(errors).toEqual([])
    for (const { page } of everybody()) {
      expect(await page.locator('font').count()).toBeGreaterThan(0)
      expect(await page.locator('bdi font').count()).toBe(0)
    }
  })
})
