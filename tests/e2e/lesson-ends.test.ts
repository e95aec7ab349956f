import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { gatherCast, type Cast } from '@/tests/support/cast'
import { expectHeard, expectPicture } from '@/tests/support/expect-media'
import { withFallibleDevices } from '@/tests/support/fallible-devices'
import { beginLesson, enterFromHome, pairScreen, type Visit } from '@/tests/support/people'

/** Its planned end, or the next look at the plan. */
const NOT_HELD_MS = 50_000

let cast: Cast
let browsers: Record<'hub' | 'home', Browser>
let hub: Visit
let home: Visit
let screen: Visit

beforeAll(async () => {
  cast = await gatherCast()
  browsers = { hub: withFallibleDevices(cast.browsers.hub), home: withFallibleDevices(cast.browsers.home) }
})
afterAll(() => cast.close())

/** From now on the page looks for another lesson thirty times as often when one is over. */
const lookOften = ({ page }: Visit) =>
  page.evaluate(() => {
    const set = window.setInterval.bind(window)
    const sooner = (handler: TimerHandler, ms?: number) => set(handler, ms === 30_000 ? 1_000 : ms)
    Object.assign(window, { setInterval: sooner })
  })
const openDevices = ({ page }: Visit) =>
  page.evaluate(() => globalThis.devices.open('audio') + globalThis.devices.open('video'))
const live = ({ page }: Visit) => page.locator('[data-situation=live]').waitFor({ state: 'attached' })
const isOver = ({ page }: Visit) => page.getByRole('heading', { name: 'ትምህርቲ ተወዲኡ' }).waitFor()
const end = async () => {
  await hub.page.locator('footer [data-control=end]').click()
  await hub.page.locator('[data-control=end-now]').click()
}

describe('a lesson that nobody begins', () => {
  const today = `where starts_at <= now() and ends_at > now() - interval '5 minutes' and live_at is null`
  const planUntil = (end: string) =>
    cast.system.query(
      `update lessons set break_starts_at = null, break_ends_at = null, ends_at = now() + interval '${end}' ${today}`,
    )

  test('lets phones and screens go at its planned end, and tells them', async () => {
    await planUntil('45 seconds')
    home = await enterFromHome(browsers.home, cast.system.linkOf('Saba Exempel'))
    ;({ screen } = await pairScreen([cast.browsers.classroom, cast.browsers.hub], cast.system))
    await home.page.locator('[data-situation=waiting]').waitFor()
    await home.page.getByRole('heading', { name: 'ትምህርቲ ኣይተኻየደን' }).waitFor({ timeout: NOT_HELD_MS })
    await screen.page.getByRole('heading', { name: /ትምህርቲ ኣይተኻየደን/ }).waitFor()
    expect(await screen.page.locator('[data-situation]').count()).toBe(0)
  })

  test('leads them on when it is planned again', async () => {
    await planUntil('3 hours')
    await home.page.locator('button[data-ready=true]').click({ timeout: NOT_HELD_MS })
    await home.page.locator('[data-situation=waiting]').waitFor()
    await screen.page.locator('[data-situation=waiting]').waitFor({ state: 'attached', timeout: NOT_HELD_MS })
    expect(await openDevices(home)).toBe(0)
  })
})

describe('a lesson that was ended by mistake', () => {
  test('goes on for everybody without a touch, and no microphone opens by that except that of who pressed', async () => {
    hub = await beginLesson(browsers.hub, cast.system)
    await home.page.locator('button[data-control=hand]').click()
    await hub.page.getByRole('button', { name: 'Ge ordet' }).click()
    await expect.poll(() => openDevices(home)).toBeGreaterThan(0)
    await lookOften(screen)
    await end()
    await isOver(home)
    await screen.page.getByRole('heading', { name: /ትምህርቲ/ }).waitFor()
    expect([await openDevices(home), await openDevices(hub)]).toEqual([0, 0])
    // The screen looks for another lesson several times, and stays.
    await screen.page.waitForTimeout(3_000)
    expect(await screen.page.getByRole('heading', { name: 'ትምህርቲ ተወዲኡ' }).count()).toBe(1)

    await hub.page.locator('[data-control=go-on]').click()
    await Promise.all([live(hub), live(home), live(screen)])
    await expectHeard(home.page, ['hub'])
    await expectHeard(screen.page, ['hub'])
    await expectPicture(hub.page, 'classroom-Bjurholm', 'classroom')
    expect(await openDevices(home)).toBe(0)
    expect(await hub.page.evaluate(() => globalThis.devices.open('video'))).toBe(0)
  })

  test('can be gone on with by a page that was reloaded', async () => {
    await end()
    await isOver(home)
    await hub.page.reload()
    await hub.page.locator('[data-control=go-on]').click()
    await Promise.all([live(hub), live(home)])
    await expectHeard(home.page, ['hub'])
  })

  test('keeps the end and going on as facts', async () => {
    const kinds = await cast.system.query<{ kind: string }>(
      `select kind from presence_facts where kind like 'lesson-%' and at > now() - interval '1 hour' order by at`,
    )
    expect(kinds.map(({ kind }) => kind)).toEqual([
      ...['lesson-live', 'lesson-ended', 'lesson-live', 'lesson-ended', 'lesson-live'],
    ])
  })
})
