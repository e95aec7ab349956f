import type { Browser, Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { gatherCast, type Cast } from '@/tests/support/cast'
import { checkAccessible } from '@/tests/support/check-accessible'
import { LAPTOP, PHONE } from '@/tests/support/chromium'
import { expectHeard, expectPicture } from '@/tests/support/expect-media'
import { plugIn, take, unplug, unplugForAMoment, withFallibleDevices } from '@/tests/support/fallible-devices'
import { invite } from '@/tests/support/invite'
import { beginLesson, enterFromHome, openInvitation, pairScreen, type Visit } from '@/tests/support/people'
import { takePicture } from '@/tests/support/picture'
import { situationsSeen, watchSituations } from '@/tests/support/situations'
import { countWakeLocks, dropWakeLocks, heldWakeLocks } from '@/tests/support/wake-locks'

/** A second or two on a machine that has nothing else to do. */
const AT_ONCE_MS = 6_000
/** The browser has been silent for so long that the page stops waiting for it. */
const LATE_MS = 25_000
const GONE = /Mikrofonen är borta/

let cast: Cast
let browsers: Record<'hub' | 'classroom' | 'home', Browser>
let hub: Visit
let home: Visit

beforeAll(async () => {
  cast = await gatherCast()
  const { hub: teaching, classroom, home: living } = cast.browsers
  browsers = {
    hub: withFallibleDevices(teaching),
    classroom: withFallibleDevices(classroom),
    home: withFallibleDevices(living),
  }
  hub = await beginLesson(browsers.hub, cast.system)
  home = await enterFromHome(browsers.home, cast.system.linkOf('Saba Exempel'))
  await home.page.locator('video[data-picture-of=communicator]').waitFor()
})
afterAll(() => cast.close())

const alertOf = (page: Page, text: RegExp) => page.locator('[role=alert]').filter({ hasText: text })
const asked = (page: Page) => page.evaluate(() => globalThis.devices.asked)

describe('the microphone of the communicator', () => {
  test('whose plug is loose is opened again by itself, and everybody hears them again', async () => {
    await unplugForAMoment(hub.page, 'audio')
    await expectHeard(home.page, ['hub'])
    await alertOf(hub.page, GONE).waitFor({ state: 'detached' })
  })

  test('that is gone is said at once, and is back when it is plugged in', async () => {
    await unplug(hub.page, 'audio')
    await alertOf(hub.page, GONE).waitFor({ timeout: AT_ONCE_MS })
    await expectHeard(home.page, [], ['hub'])
    await plugIn(hub.page, 'audio')
    await alertOf(hub.page, GONE).waitFor({ state: 'detached' })
    await expectHeard(home.page, ['hub'])
  })

  test('that the system takes away is said, until it gives it back', async () => {
    await take(hub.page, true)
    await alertOf(hub.page, /Något annat har tagit mikrofonen/).waitFor()
    await take(hub.page, false)
    await alertOf(hub.page, /Något annat/).waitFor({ state: 'detached' })
  })
})

let screen: Visit

describe('a classroom', () => {
  const gone = () => screen.page.getByText('ማይክሮፎን ጠፊኡ')

  test('whose microphone drops is heard again without a touch', async () => {
    ;({ screen } = await pairScreen([browsers.classroom, cast.browsers.hub], cast.system))
    await hub.page.locator('[data-town=Bjurholm]').waitFor()
    await unplugForAMoment(screen.page, 'audio')
    await unplugForAMoment(screen.page, 'video')
    await hub.page.locator('[data-town=Bjurholm] [data-tile]').click()
    await hub.page.locator('[data-control=room-floor]').click()
    await expectHeard(hub.page, ['classroom'])
    await expectPicture(hub.page, 'classroom-Bjurholm', 'classroom')
  })

  test('without a microphone says so on its screen, and the hub sees it', async () => {
    await unplug(screen.page, 'audio')
    await gone().waitFor()
    await hub.page.locator('[data-town=Bjurholm] [data-unheard]').waitFor()
    await plugIn(screen.page, 'audio')
    await hub.page.locator('[data-unheard]').waitFor({ state: 'detached' })
    await gone().waitFor({ state: 'detached' })
    await expectHeard(hub.page, ['classroom'])
    await hub.page.getByRole('button', { name: 'Ta tillbaka ordet' }).first().click()
  })
})

describe('a participant with the floor', () => {
  const giveFloor = () => hub.page.getByRole('button', { name: 'Ge ordet' }).click()
  const takeFloor = () => hub.page.getByRole('button', { name: 'Ta tillbaka ordet' }).first().click()
  const raiseHand = () => home.page.locator('button[data-control=hand]').click()
  const heard = () => home.page.getByText('ኩሉ ይሰምዓካ ኣሎ')

  test('sends the microphone that the raised hand opened: the browser is asked once', async () => {
    const before = await asked(home.page)
    await raiseHand()
    await giveFloor()
    await heard().waitFor()
    await expectHeard(hub.page, ['home'])
    // And the camera.
    expect((await asked(home.page)) - before).toBe(2)
  })

  test('who has muted themselves for a while is heard at once when they speak again', async () => {
    await home.page.locator('button[data-control=microphone]').click()
    await heard().waitFor({ state: 'detached' })
    // Longer than between two counts of the server.
    await home.page.waitForTimeout(4_000)
    await home.page.locator('button[data-control=microphone-off]').click()
    await heard().waitFor({ timeout: AT_ONCE_MS })
    await expectHeard(hub.page, ['home'])
  })

  test('is not called heard when the microphone is gone, or taken by a call', async () => {
    await take(home.page, true)
    await heard().waitFor({ state: 'detached' })
    await alertOf(home.page, /ወሲድዎ/).waitFor()
    await home.page.locator('button[data-control=microphone-off][aria-pressed=false]').waitFor()
    await take(home.page, false)
    await heard().waitFor()
    await unplug(home.page, 'audio')
    await alertOf(home.page, /ማይክሮፎን ጠፊኡ/).waitFor()
    await heard().waitFor({ state: 'detached' })
    await plugIn(home.page, 'audio')
    await heard().waitFor()
    await expectHeard(hub.page, ['home'])
    await takeFloor()
    await expect.poll(() => home.page.evaluate(() => globalThis.devices.open('audio'))).toBe(0)
  })

  test('whose microphone ended between hand and floor is heard with another', async () => {
    await raiseHand()
    await expect.poll(() => home.page.evaluate(() => globalThis.devices.open('audio'))).toBe(1)
    await unplugForAMoment(home.page, 'audio')
    await giveFloor()
    await expectHeard(hub.page, ['home'])
    await takeFloor()
  })

  test('whose floor is taken back has no button under the finger that has turned into another', async () => {
    const buttons = home.page.locator('button[data-control]')
    const namesOf = (all: Element[]) =>
      all.map((one) => [one.getAttribute('data-control'), one.getAttribute('data-was')])
    await raiseHand()
    await giveFloor()
    await home.page.locator('button[data-control=check]').waitFor()
    await buttons.evaluateAll((all) => {
      for (const one of all) one.setAttribute('data-was', one.getAttribute('data-control') ?? '')
    })
    await takeFloor()
    await home.page.locator('button[data-control=hand]').waitFor()
    const now = await buttons.evaluateAll(namesOf)
    expect(now.filter(([name, was]) => was !== null && was !== name)).toEqual([])
  })
})

test('a phone plays everything through the chosen loudspeaker, remembers it, and plays a tone to hear it by', async () => {
  const { page } = home
  const sinks = () =>
    page.locator('audio[data-voice]').evaluateAll((all) => all.map((one) => (one as HTMLAudioElement).sinkId))
  await page.locator('[data-control=list]').click()
  await page.locator('[data-open=loudspeaker]').click()
  const field = page.locator('[data-loudspeaker]')
  await field.locator('select').selectOption({ index: 1 })
  const chosen = (await field.getAttribute('data-loudspeaker')) ?? ''
  expect(chosen).not.toBe('')
  await expect.poll(sinks).toEqual([chosen])
  const tone = field.locator('[data-control=test-tone]')
  await tone.click()
  await field.locator('[data-control=test-tone]:disabled').waitFor()
  await field.locator('[data-control=test-tone]:enabled').waitFor()
  await page.locator('[data-control=close]').click()
  expect(await page.evaluate(() => localStorage.getItem('samsal:loudspeaker'))).toBe(chosen)
  await expectHeard(page, ['hub'])
})

test('a communicator changes loudspeaker and microphone in the middle of the lesson, and is heard all the time', async () => {
  const { page } = hub
  const opened = () => page.evaluate(() => globalThis.devices.deviceId('audio'))
  const before = await opened()
  await page.locator('[data-control=devices]').click()
  const sheet = page.locator('[data-sheet=devices]')
  await sheet.locator('[data-loudspeaker] select').selectOption({ index: 1 })
  const chosen = (await sheet.locator('[data-loudspeaker]').getAttribute('data-loudspeaker')) ?? ''
  expect(chosen).not.toBe('')
  const sinks = () =>
    page.locator('audio[data-voice]').evaluateAll((all) => all.map((one) => (one as HTMLAudioElement).sinkId))
  await expect.poll(async () => (await sinks()).every((sink) => sink === chosen)).toBe(true)
  const microphones = sheet.getByLabel('Mikrofon')
  const others = await microphones
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
  const other = others.find((id) => id !== before)
  if (other === undefined) throw new Error('there is one microphone only')
  await microphones.selectOption(other)
  await expect.poll(opened).toBe(other)
  await expectHeard(home.page, ['hub'])
  await takePicture(page, 'presenter-devices-1366-sv')
  await checkAccessible(page)
  await sheet.locator('[data-control=sheet-close]').click()
})

test('an interpreter whose microphone does not open takes over from nobody', async () => {
  const [first, second] = await Promise.all(
    ['Zarmina', 'Wali'].map(async (displayName) => {
      const link = await inviteInTurn(displayName)
      const visit = await openInvitation(browsers.classroom, link, { ...LAPTOP, locale: 'sv-SE' })
      await visit.page.locator('button[data-ready=true]').click()
      return visit
    }),
  )
  if (!first || !second) throw new Error('two were invited')
  await first.page.locator('[data-take-over], [data-turn=mine]').first().waitFor()
  const turn = async () =>
    (await first.page.locator('[data-turn=mine]').count()) > 0 ? [first, second] : [second, first]
  const [speaking, waiting] = (await turn()) as [Visit, Visit]
  await speaking.page.locator('[data-channel-microphone=off]').click()
  await speaking.page.locator('[data-channel-microphone=on]').waitFor()
  await unplug(waiting.page, 'audio')
  await waiting.page.locator('[data-take-over]').click()
  await alertOf(waiting.page, /[Mm]ikrofon/).waitFor()
  await waiting.page.locator('[data-take-over]:not([disabled])').waitFor()
  await waiting.page.locator('[data-refusal="lesson.not-heard"]').waitFor()
  await speaking.page.locator('[data-turn=mine]').waitFor()
  await speaking.page.locator('[data-channel-microphone=on]').waitFor()
  await plugIn(waiting.page, 'audio')
  await waiting.page.locator('[data-take-over]').click()
  await waiting.page.locator('[data-turn=mine]').waitFor()
  // In the middle of the lesson they listen through another loudspeaker.
  await waiting.page.locator('[data-loudspeaker-menu] summary').click()
  await waiting.page.locator('[data-loudspeaker] select').selectOption({ index: 1 })
  await waiting.page.locator('[data-loudspeaker]:not([data-loudspeaker=""])').waitFor()
})

let inviting: Promise<unknown> = Promise.resolve()
/** The cockpit's form makes one link at a time. */
function inviteInTurn(displayName: string): Promise<string> {
  const link = inviting.then(() => invite(hub.page, 'interpreter', { displayName, language: 'ps' }))
  inviting = link
  return link
}

describe('interruptions', () => {
  const voices = () => home.page.locator('audio[data-voice]')

  test('a telephone call that pauses everything is over within seconds, without a touch', async () => {
    await home.page.evaluate(() =>
      document.querySelectorAll<HTMLMediaElement>('audio, video').forEach((one) => one.pause()),
    )
    await expect
      .poll(() => voices().evaluateAll((all) => all.every((one) => !(one as HTMLAudioElement).paused)))
      .toBe(true)
    await expectHeard(home.page, ['hub'])
    await expectPicture(home.page, 'communicator', 'hub')
  })

  test('a cockpit that is busy for eight seconds has lost nothing, and nobody reads that it has', async () => {
    await watchSituations(home.page)
    await hub.page.evaluate(() => {
      const until = performance.now() + 8_000
      while (performance.now() < until);
    })
    await hub.page.locator('[data-situation=live]').waitFor({ state: 'attached' })
    expect(await situationsSeen(home.page)).not.toContain('communicator-away')
    await expectHeard(home.page, ['hub'])
  })

  test('a phone asks not to fall asleep while the lesson goes on, and again when it is shown', async () => {
    const context = await cast.browsers.home.newContext(PHONE)
    await context.addInitScript(countWakeLocks)
    const page = await context.newPage()
    await page.goto(cast.system.linkOf('Mehret Testdotter'))
    const held = () => heldWakeLocks(page)
    await page.locator('button[data-ready=true]').click()
    await expect.poll(held).toBe(1)
    await dropWakeLocks(page)
    await expect.poll(held).toBe(1)
    await hub.page.locator('[data-control=break]').click()
    await hub.page.locator('[data-control=break-minutes]').first().click()
    await expect.poll(held).toBe(0)
    await hub.page.locator('[data-control=break-end]').click()
    await expect.poll(held).toBe(1)
    await context.close()
  })

  test('on a phone whose elements have no loudness of their own the floor is turned down by a gain', async () => {
    const context = await cast.browsers.home.newContext(PHONE)
    await context.addInitScript(() =>
      Object.defineProperty(HTMLMediaElement.prototype, 'volume', {
        get: () => 1,
        set: () => {
          // Ignored, as there.
        },
      }),
    )
    const page = await context.newPage()
    await page.goto(cast.system.linkOf('Mehret Testdotter'))
    await page.locator('button[data-ready=true]').click()
    const floor = page.locator('audio[data-voice=microphone]')
    await floor.and(page.locator('[data-gain="1"]')).waitFor({ state: 'attached' })
    expect(await floor.evaluate((one: HTMLAudioElement) => one.muted)).toBe(true)
    await context.close()
  })
})

test.each([
  ['closes web sockets', (socket: WebSocketRoute) => void socket.close()],
  ['opens web sockets and lets nothing through', () => undefined],
])('a network that %s carries the lesson by requests', async (_, meet) => {
  const context = await cast.browsers.home.newContext(PHONE)
  const page = await context.newPage()
  await page.routeWebSocket(/\/rt\//, meet)
  await page.goto(cast.system.linkOf('Mehret Testdotter'))
  await page.locator('button[data-ready=true]').click({ timeout: LATE_MS })
  await page.locator('[data-situation=live]').waitFor({ state: 'attached' })
  await expectHeard(page, ['hub'])
  await page.locator('button[data-control=hand]').click()
  await hub.page.locator('#tab-hands').click()
  const raised = hub.page.getByRole('button', { name: 'Ge ordet' })
  await raised.waitFor()
  // Taken down again: the seat, and a hand in it, is kept for a while after the page is closed.
  await page.locator('button[data-control=hand]').click()
  await raised.waitFor({ state: 'detached' })
  await context.close()
})

test('a communicator whose session has ended stays in the lesson, and signs in again beside it', async () => {
  const context = hub.page.context()
  const session = (await context.cookies()).filter(({ name }) => name.includes('session'))
  for (const { name } of session) await context.clearCookies({ name })
  await hub.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await hub.page.locator('[data-signed-out]').waitFor()
  await expectHeard(home.page, ['hub'])
  await context.addCookies(session)
  await hub.page.locator('[data-signed-out]').waitFor({ state: 'detached' })
  await hub.page.locator('[data-control=mute-all]').waitFor()
  await expectHeard(home.page, ['hub'])
})

// Last: the second page of the communicator replaces the first.
test('a browser that never answers holds up nobody: the lesson begins, and the device is used when it comes', async () => {
  const hanging = withFallibleDevices(cast.browsers.hub)
  const context = await hanging.newContext({ locale: 'sv-SE', ...LAPTOP })
  await context.addInitScript(() => globalThis.devices.hang('audio'))
  const page = await context.newPage()
  await context.addCookies(await hub.page.context().cookies())
  await page.goto(hub.page.url())
  await page.locator('button[data-ready=true]').waitFor({ timeout: LATE_MS })
  await alertOf(page, /tillåt mikrofonen/).waitFor()
  await page.locator('button[data-ready=true]').click()
  await page.locator('footer').waitFor()
  await alertOf(page, /tillåt mikrofonen/).waitFor()
  await expectPicture(home.page, 'communicator', 'hub')
  await plugIn(page, 'audio')
  await expectHeard(home.page, ['hub'])
  await context.close()
})

test('a screen leaves a lesson whose time is over, though nobody has ended it', async () => {
  const lessonId = hub.page.url().split('/').at(-1) ?? ''
  await cast.system.query(
    `update lessons set starts_at = starts_at - interval '6 hours', ends_at = ends_at - interval '6 hours' where id = '${lessonId}'`,
  )
  await screen.page.locator('video').first().waitFor({ state: 'detached' })
  await screen.page.locator('[data-situation]').waitFor({ state: 'detached' })
  expect(await screen.page.locator('audio[data-voice]').count()).toBe(0)
})
