import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { checkAccessible, checkReadableFromAfar } from '@/tests/support/check-accessible'
import { gatherCast, type Cast } from '@/tests/support/cast'
import { beginLesson, enterFromHome, pairScreen, type Visit } from '@/tests/support/people'
import { makePdf } from '@/tests/support/make-pdf'
import { takePicture } from '@/tests/support/picture'
import { holdSockets, withoutSocket } from '@/tests/support/lost-socket'
import { withInitScript } from '@/tests/support/with-init-script'
import { expectHeard, expectPicture, expectSilence } from '@/tests/support/expect-media'

let cast: Cast
let hub: Visit
let home: Visit
let screen: Visit
let host: Visit

beforeAll(async () => {
  cast = await gatherCast()
})
afterAll(() => cast.close())

describe('the first lesson, from hub to classroom and home', () => {
  test('the communicator checks camera and microphone and goes live', async () => {
    hub = await beginLesson(withInitScript(cast.browsers.hub, holdSockets), cast.system)
    await hub.page.getByText('Direkt').first().waitFor()
    await expectPicture(hub.page, 'self', 'hub')
  })

  test('a classroom pairs once and its screen fills with the communicator', async () => {
    ;({ screen, host } = await pairScreen([cast.browsers.classroom, cast.browsers.home], cast.system))
    await expectPicture(screen.page, 'communicator', 'hub')
    await takePicture(screen.page, 'screen-live-ti')
    await checkAccessible(screen.page)
    await expectHeard(screen.page, ['hub'])
  })

  test('the hub sees and hears the classroom', async () => {
    await expectPicture(hub.page, 'classroom-Bjurholm', 'classroom')
    await expectHeard(hub.page, ['classroom'])
    await expectSilence(hub.page, ['home'])
  })

  test('a participant at home taps once, and sees and hears the communicator and nobody else', async () => {
    home = await enterFromHome(withInitScript(cast.browsers.home, holdSockets), cast.system.linkOf('Saba Exempel'))
    expect(await home.page.locator('html').getAttribute('lang')).toBe('ti')
    await expectPicture(home.page, 'communicator', 'hub')
    await expectHeard(home.page, ['hub'])
    await expectSilence(home.page, ['classroom'])
  })

  test('the participant raises a hand, is given the floor, and is seen and heard by everyone', async () => {
    await home.page.locator('button[data-control=hand]').click()
    await hub.page.getByRole('button', { name: 'Ge ordet' }).waitFor()
    await takePicture(home.page, 'phone-hand-ti')
    await takePicture(hub.page, 'cockpit-hand-sv')
    await checkAccessible(hub.page)
    await hub.page.getByRole('button', { name: 'Ge ordet' }).click()
    await home.page.locator('video[data-picture-of=self]').waitFor()
    await checkAccessible(home.page)
    await takePicture(home.page, 'phone-floor-ti')
    await takePicture(hub.page, 'cockpit-floor-sv')
    await takePicture(screen.page, 'screen-floor-ti')
    await checkReadableFromAfar(screen.page)
    await expectPicture(hub.page, 'floor', 'home')
    await expectPicture(screen.page, 'floor', 'home')
    await expectHeard(hub.page, ['home'])
    await expectHeard(screen.page, ['home'])
    await hub.page.getByRole('button', { name: 'Ta tillbaka ordet' }).click()
    await screen.page.locator('video[data-picture-of=floor]').waitFor({ state: 'detached' })
    await home.page.locator('video[data-picture-of=self]').waitFor({ state: 'detached' })
  })

  test('a floor that is taken back immediately leaves no camera and no microphone on', async () => {
    await home.page.locator('button[data-control=hand]').click()
    await hub.page.getByRole('button', { name: 'Ge ordet' }).click()
    await hub.page.getByRole('button', { name: 'Ta tillbaka ordet' }).click()
    await home.page.locator('button[data-control=hand]').waitFor()
    await home.page.waitForTimeout(2_000)
    await expect.poll(() => home.page.locator('video[data-picture-of=self]').count()).toBe(0)
    await expect.poll(() => screen.page.locator('video[data-picture-of=floor]').count()).toBe(0)
  })

  test('the host takes the roll twice and people with the same name are distinguished', async () => {
    await host.page.goto(`${cast.system.url}/site`)
    await host.page.locator('a[href^="/site/lessons/"]').first().click()
    await host.page.locator('li [role=radiogroup]').first().waitFor()
    await expect.poll(() => host.page.locator('li [role=radiogroup]').count()).toBe(8)
    const names = await host.page.locator('main li bdi:first-child').allTextContents()
    expect(new Set(names).size).toBeLessThan(names.length)
  })

  test('the host mutes the classroom and unmutes it, and the hub hears what the host says it hears', async () => {
    const { page } = host
    await page.locator('[data-tab=hands]').click()
    await page.locator('[data-heard=teacher]').waitFor()
    await page.locator('[data-control=mute-us]').click()
    await page.locator('[data-heard=nobody]').waitFor()
    await screen.page.getByText('ዝሰምዓና የለን').first().waitFor()
    // What was said before it is still played.
    await hub.page.waitForTimeout(2_000)
    await expectSilence(hub.page, ['classroom'])
    await page.locator('[data-control=mute-us]').click()
    await page.locator('[data-heard=teacher]').waitFor()
    await expectHeard(hub.page, ['classroom'])
  })

  test('the host raises a hand for somebody, and says when the classroom is done', async () => {
    const { page } = host
    await page.locator('ul button[aria-pressed=false]').first().click()
    await hub.page.getByRole('button', { name: 'Ge ordet' }).click()
    await page.locator('[data-heard=all]').waitFor()
    await expectHeard(home.page, ['classroom'])
    await takePicture(page, 'host-floor-sv')
    await page.locator('[data-control=end-floor]').click()
    await page.locator('[data-heard=teacher]').waitFor()
    await home.page.waitForTimeout(2_000)
    await expectSilence(home.page, ['classroom'])
    await expectHeard(hub.page, ['classroom'])
  })

  test('a picture that comes into view while the socket is lost is there when it is back', async () => {
    const hide = (isHidden: boolean) =>
      home.page.locator('video[data-picture-of=communicator]').evaluate((video, isSo) => {
        video.style.display = isSo ? 'none' : ''
      }, isHidden)
    const packets = () =>
      home.page.evaluate(() => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames)
    await hide(true)
    // Told, and no longer sent.
    await expect.poll(async () => (await packets()) === (await pauseThen(packets))).toBe(true)
    await withoutSocket(home, () => hide(false))
    await expectPicture(home.page, 'communicator', 'hub')
  })

  test('a microphone and a camera that are switched on while the socket is lost are on when it is back', async () => {
    const microphone = hub.page.locator('footer [data-control^=microphone]')
    const camera = hub.page.locator('footer [data-control^=camera]')
    await microphone.click()
    await camera.click()
    await expectHeard(home.page, [], ['hub'])
    await home.page.locator('video[data-picture-of=communicator]').waitFor({ state: 'detached' })
    await withoutSocket(hub, async () => {
      await microphone.click()
      await camera.click()
    })
    await expectHeard(home.page, ['hub'])
    await expectPicture(home.page, 'communicator', 'hub')
  })

  test('a camera that is switched off while the socket is lost is off when it is back', async () => {
    const camera = hub.page.locator('footer [data-control^=camera]')
    await withoutSocket(hub, () => camera.click())
    await home.page.locator('video[data-picture-of=communicator]').waitFor({ state: 'detached' })
    await camera.click()
    await expectPicture(home.page, 'communicator', 'hub')
  })

  test('pages turned and a floor given while the socket is lost: seen at once, and by everybody when it is back', async () => {
    const shows = (visit: Visit, number: number) => visit.page.locator(`[data-page="${number}"]`).first()
    const pdf = await makePdf(cast.browsers.hub, ['Ett', 'Två', 'Tre', 'Fyra'])
    await hub.page.locator('input[type=file]').setInputFiles(pdf)
    await hub.page.locator('li', { hasText: 'bilder' }).getByRole('button', { name: 'Visa', exact: true }).click()
    await hub.page.keyboard.press('Escape')
    await shows(home, 1).waitFor()
    await home.page.locator('button[data-control=hand]').click()
    const give = hub.page.getByRole('button', { name: 'Ge ordet' })
    await give.waitFor()
    await withoutSocket(hub, async () => {
      for (const _ of ['Två', 'Tre']) await hub.page.locator('button[data-control=next]').click()
      await shows(hub, 3).waitFor()
      await give.click()
      expect(await shows(home, 1).isVisible()).toBe(true)
    })
    await shows(home, 3).waitFor()
    await home.page.locator('video[data-picture-of=self]').waitFor()
    await expectHeard(hub.page, ['home'])
    expect(await shows(hub, 3).isVisible()).toBe(true)
  })

  test('a stroke drawn while the socket is lost is on its page when it is back, though the page has been turned', async () => {
    const strokesOf = (visit: Visit) => visit.page.locator('[data-page] svg[viewBox="0 0 10000 10000"] path')
    await hub.page.keyboard.press('d')
    const slide = await hub.page.locator('[data-page="3"]').first().boundingBox()
    if (!slide) throw new Error('The slide has no size.')
    const at = (share: number) => [slide.x + slide.width * share, slide.y + slide.height * share] as const
    await withoutSocket(hub, async () => {
      await hub.page.mouse.move(...at(0.3))
      await hub.page.mouse.down()
      await hub.page.mouse.move(...at(0.5), { steps: 4 })
      await hub.page.mouse.up()
      await strokesOf(hub).waitFor({ state: 'attached' })
      await hub.page.locator('button[data-control=previous]').click()
    })
    await home.page.locator('[data-page="2"]').first().waitFor()
    expect(await strokesOf(home).count()).toBe(0)
    await hub.page.locator('button[data-control=next]').click()
    await home.page.locator('[data-page="3"]').first().waitFor()
    await strokesOf(home).waitFor({ state: 'attached' })
    expect(await strokesOf(home).count()).toBe(1)
  })

  test('no page logged an error', () => {
    for (const visit of [hub, screen, home, host]) expect(visit.complaints).toEqual([])
  })
})

/** What is so a second later. */
async function pauseThen<Value>(look: () => Promise<Value>): Promise<Value> {
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  return await look()
}
