import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { gatherInLesson, type Cast } from '@/tests/support/cast'
import { checkAccessible } from '@/tests/support/check-accessible'
import { LAPTOP, PHONE } from '@/tests/support/chromium'
import { expectHeard, expectPicture, expectSilence } from '@/tests/support/expect-media'
import { invite } from '@/tests/support/invite'
import { chooseMode, enterFromHome, openInvitation, signIn, type Visit } from '@/tests/support/people'
import { holdSockets, withoutSocket } from '@/tests/support/lost-socket'
import { takePicture } from '@/tests/support/picture'
import { withInitScript } from '@/tests/support/with-init-script'

const UNDER_CHANNEL = '0.2'
const FULL_AGAIN_MS = 2_000
const ARABIC = { ...PHONE, locale: 'ar' }
const TIGRINYA = { ...PHONE, locale: 'ti' }

let cast: Cast & { hub: Visit }
let hub: Page

beforeAll(async () => {
  cast = await gatherInLesson({ isHomeWhole: true })
  hub = cast.hub.page
})
afterAll(() => cast.close())

/** Somebody unknown who opens an invitation of kind `waiting-room` and gives a name. */
async function knock(link: string, name: string, options = ARABIC): Promise<Visit> {
  const visitor = await openInvitation(cast.browsers.home, link, options)
  await visitor.page.locator('input[name=displayName]').fill(name)
  await visitor.page.locator('button[type=submit]').click()
  return visitor
}

async function answer(name: string, word: 'Släpp in' | 'Neka'): Promise<void> {
  await hub.locator('#tab-people').click()
  const queue = hub.getByRole('region', { name: 'Väntar vid dörren' })
  await queue.locator('div', { hasText: name }).getByRole('button', { name: word }).click()
}

/** The actions on one of the members. */
async function actOn(name: string, word: string): Promise<void> {
  await hub.locator('#tab-people').click()
  const person = hub.locator('#panel li', { hasText: name })
  if ((await person.locator('details').getAttribute('open')) === null) await person.locator('summary').click()
  await person.getByRole('button', { name: word }).click()
}

async function enter(page: Page): Promise<void> {
  await page.locator('button[data-ready=true]').click()
}

describe('the waiting room', () => {
  let link: string
  let amal: Visit

  test('an unknown person gives a name and waits, seen and heard by nobody', async () => {
    link = await invite(hub, 'waiting-room')
    await takePicture(hub, 'cockpit-invite-waiting-room-sv')
    await checkAccessible(hub)
    amal = await openInvitation(cast.browsers.home, link, ARABIC)
    expect(await amal.page.locator('html').getAttribute('dir')).toBe('rtl')
    expect(amal.page.url()).not.toContain('#')
    await takePicture(amal.page, 'guest-name-ar')
    await checkAccessible(amal.page)
    await amal.page.locator('input[name=displayName]').fill('أمل')
    await amal.page.locator('button[type=submit]').click()
    await amal.page.locator('[data-waiting-room=waiting]').waitFor()
    await takePicture(amal.page, 'guest-waiting-ar')
    await checkAccessible(amal.page)
    await hub.getByRole('region', { name: 'Väntar vid dörren' }).getByText('أمل').waitFor()
    await takePicture(hub, 'cockpit-waiting-room-queue-sv')
    expect(await amal.page.locator('audio, video').count()).toBe(0)
  })

  test('is left when admitted, and the person hears and sees', async () => {
    await answer('أمل', 'Släpp in')
    await amal.page.locator('button[data-ready=true]').waitFor()
    await takePicture(amal.page, 'guest-pre-join-ar')
    await chooseMode(amal.page, 'everything')
    await enter(amal.page)
    await expectPicture(amal.page, 'communicator', 'hub')
    await expectHeard(amal.page, ['hub'])
    await hub.locator('#panel li', { hasText: 'أمل' }).waitFor()
  })

  test('another is turned away, and stays out after trying again', async () => {
    const other = await knock(link, 'ሳራ', TIGRINYA)
    await other.page.locator('[data-waiting-room=waiting]').waitFor()
    await takePicture(other.page, 'guest-waiting-ti')
    await answer('ሳራ', 'Neka')
    await other.page.getByText('መምህር ክትኣቱ ኣይፈቐደልካን').waitFor()
    await takePicture(other.page, 'guest-refused-ti')
    await checkAccessible(other.page)
    await other.page.reload()
    await other.page.getByText('መምህር ክትኣቱ ኣይፈቐደልካን').waitFor()
    await other.page.goto(link)
    await other.page.waitForURL('**/guest')
    await other.page.getByText('መምህር ክትኣቱ ኣይፈቐደልካን').waitFor()
    expect(other.complaints).toEqual([])
    await other.close()
  })

  test('somebody who was removed stays out after a reload', async () => {
    await actOn('أمل', 'Ta bort från lektionen')
    await amal.page.getByText('أخرجك المعلم من الدرس').waitFor()
    await takePicture(amal.page, 'guest-removed-ar')
    await amal.page.reload()
    await amal.page.getByText('لا يمكنك الدخول الآن').waitFor()
    await amal.page.goto(link)
    await amal.page.getByText('لا يمكنك الدخول الآن').waitFor()
    expect(amal.complaints).toEqual([])
    await amal.close()
  })

  test('a locked lesson opens only for visitors that the communicator admits', async () => {
    const early = await knock(link, 'Tidig')
    await early.page.locator('[data-waiting-room=waiting]').waitFor()
    await hub.getByRole('region', { name: 'Väntar vid dörren' }).getByText('Tidig').waitFor()
    await hub.getByRole('button', { name: 'Lås dörren' }).click()
    const late = await knock(link, 'Sen')
    await late.page.getByRole('heading', { name: 'لا يمكنك الدخول الآن' }).waitFor()
    await answer('Tidig', 'Släpp in')
    await early.page.locator('button[data-ready=true]').waitFor()
    await hub.getByRole('button', { name: 'Lås upp' }).click()
    await late.page.reload()
    await late.page.locator('[data-waiting-room=waiting]').waitFor()
    for (const visit of [early, late]) expect(visit.complaints).toEqual([])
    await Promise.all([early.close(), late.close()])
  })

  test('a revoked link admits nobody any more', async () => {
    await hub.getByRole('button', { name: 'Återkalla inbjudan: Länk till dörren' }).click()
    await hub.getByRole('button', { name: 'Återkalla inbjudan: Länk till dörren' }).waitFor({ state: 'detached' })
    const context = await cast.browsers.home.newContext(ARABIC)
    const page = await context.newPage()
    await page.goto(link)
    await page.getByText('هذه الدعوة غير صالحة').waitFor()
    expect(page.url()).toContain('/g#')
    await context.close()
  })
})

describe('the office', () => {
  test('invites too, from the page of the lesson', async () => {
    const lessonId = hub.url().split('/').at(-1)
    const desk = await signIn(cast.browsers.home, cast.system, { as: cast.system.staff('coordinator') })
    await desk.page.goto(`${cast.system.url}/office/lessons/${lessonId}`)
    const form = desk.page.locator('[data-invite=guest]')
    await form.locator('summary').click()
    await form.locator('[name=displayName]').fill('Bibliotekarien')
    await form.locator('button[type=submit]').click()
    const link = await form.locator('[data-link]').getAttribute('data-link')
    expect(link).toContain('/g#')
    await form.getByRole('button', { name: 'Återkalla inbjudan: Bibliotekarien' }).waitFor()
    await takePicture(desk.page, 'office-invitations-sv', { isWhole: true })
    await checkAccessible(desk.page)
    expect(desk.complaints).toEqual([])
    await desk.close()
  })
})

describe('guests', () => {
  test('a lecturer checks camera and microphone, and is seen and heard until muted and the camera stopped', async () => {
    const link = await invite(hub, 'guest', { displayName: 'Karin', organisation: 'Polisen' })
    const karin = await openInvitation(cast.browsers.classroom, link, { ...LAPTOP, locale: 'sv-SE' })
    await karin.page.locator('video[data-picture-of=self]').waitFor()
    await takePicture(karin.page, 'guest-check-sv')
    await checkAccessible(karin.page)
    await enter(karin.page)
    const home = await enterFromHome(cast.browsers.home, cast.system.linkOf('Saba Exempel'))
    await expectHeard(home.page, ['classroom'])
    await expectHeard(hub, ['classroom'])
    await expectHeard(karin.page, ['hub'])
    await takePicture(karin.page, 'guest-lesson-sv')
    await checkAccessible(karin.page)
    await expect.poll(() => home.page.locator('video[data-picture-of=communicator]').count()).toBe(2)
    await actOn('Karin, Polisen', 'Stäng av ljudet')
    await karin.page.getByText('Läraren har stängt av din mikrofon').waitFor()
    await expectHeard(home.page, [], ['classroom'])
    await actOn('Karin, Polisen', 'Stäng av kameran')
    await home.page.locator('video[data-picture-of=communicator]').nth(1).waitFor({ state: 'detached' })
    for (const visit of [karin, home]) expect(visit.complaints).toEqual([])
    await Promise.all([karin.close(), home.close()])
  })

  test('a substitute for the communicator has the cockpit, and admits a visitor', async () => {
    const invitation = await invite(hub, 'waiting-room')
    const link = await invite(hub, 'substitute', { displayName: 'Vera' })
    const vera = await openInvitation(cast.browsers.classroom, link, { ...LAPTOP, locale: 'sv-SE' })
    await vera.page.locator('video[data-picture-of=self]').waitFor()
    await enter(vera.page)
    await vera.page.locator('footer').waitFor()
    await vera.page.locator('[data-control=documents]').click()
    await vera.page.getByText('Nya läggs till av läraren').waitFor()
    await vera.page.locator('#tab-people').click()
    expect(await vera.page.locator('[data-invite]').count()).toBe(0)
    const visitor = await knock(invitation, 'Besökare')
    await vera.page.getByRole('button', { name: 'Släpp in' }).click()
    await visitor.page.locator('button[data-ready=true]').waitFor()
    await takePicture(vera.page, 'cockpit-substitute-sv')
    await checkAccessible(vera.page)
    await expectHeard(hub, ['classroom'])
    for (const visit of [vera, visitor]) expect(visit.complaints).toEqual([])
    await Promise.all([vera.close(), visitor.close()])
  })
})

describe('an interpreter', () => {
  let saba: Visit
  let mehret: Visit
  let zarmina: Visit
  let wali: Visit

  const floorOf = (page: Page, volume: string) =>
    page.locator(`audio[data-voice=microphone][data-volume="${volume}"]`).first()

  test('speaks into a channel that only the participant of its language receives, over the floor', async () => {
    // In the demo region nobody speaks Pashto.
    await cast.system.query(`update persons set spoken_language = 'ps' where display_name = 'Saba Exempel'`)
    const link = await invite(hub, 'interpreter', { displayName: 'Zarmina', language: 'ps' })
    saba = await enterFromHome(withInitScript(cast.browsers.hub, holdSockets), cast.system.linkOf('Saba Exempel'))
    mehret = await enterFromHome(cast.browsers.hub, cast.system.linkOf('Mehret Testdotter'))
    zarmina = await openInvitation(cast.browsers.classroom, link, { ...LAPTOP, locale: 'sv-SE' })
    await takePicture(zarmina.page, 'interpreter-check-sv')
    await checkAccessible(zarmina.page)
    await enter(zarmina.page)
    await zarmina.page.locator('[data-turn=mine]').waitFor()
    await zarmina.page.locator('[data-channel-microphone=off]').click()
    await zarmina.page.locator('[data-channel-microphone=on]').waitFor()
    await expectHeard(zarmina.page, ['hub'])
    await floorOf(saba.page, UNDER_CHANNEL).waitFor({ state: 'attached' })
    await expect
      .poll(() => floorOf(saba.page, UNDER_CHANNEL).evaluate((audio: HTMLAudioElement) => audio.volume))
      .toBeCloseTo(0.2)
    await expectHeard(saba.page, ['classroom', 'hub'])
    expect(await mehret.page.locator('audio[data-voice=channel]').count()).toBe(0)
    await expectSilence(mehret.page, ['classroom'])
    await expect.poll(() => floorOf(mehret.page, '1').count()).toBe(1)
    await takePicture(zarmina.page, 'interpreter-desk-sv')
    await checkAccessible(zarmina.page)
    await takePicture(saba.page, 'phone-channel-ti')
  })

  test('turns the floor down for themselves alone', async () => {
    await zarmina.page.locator('input[type=range]').fill('50')
    await floorOf(zarmina.page, '0.5').waitFor({ state: 'attached' })
    await expect.poll(() => floorOf(saba.page, UNDER_CHANNEL).count()).toBe(1)
  })

  test('is silent while a key is held, and the floor of those who listen stays low', async () => {
    const { keyboard } = zarmina.page
    await keyboard.down('k')
    await zarmina.page.locator('[data-cough][aria-pressed=true]').waitFor()
    await expectHeard(saba.page, ['hub'], ['classroom'])
    await zarmina.page.locator('[data-turn=mine]').waitFor()
    expect(await floorOf(saba.page, UNDER_CHANNEL).count()).toBe(1)
    await keyboard.up('k')
    await expectHeard(saba.page, ['classroom', 'hub'])
  })

  test('switches the microphone with one key', async () => {
    for (const [key, isOn] of [
      ['m', 'off'],
      [' ', 'on'],
    ] as const) {
      await zarmina.page.keyboard.press(key)
      await zarmina.page.locator(`[data-channel-microphone=${isOn}]`).waitFor()
    }
    await expectHeard(saba.page, ['classroom', 'hub'])
  })

  test('who speaks again while the socket of a listener is lost is over the floor when it is back', async () => {
    await zarmina.page.keyboard.press('m')
    await floorOf(saba.page, '1').waitFor({ state: 'attached' })
    await withoutSocket(saba, async () => {
      await zarmina.page.keyboard.press('m')
      await zarmina.page.locator('[data-channel-microphone=on]').waitFor()
    })
    await floorOf(saba.page, UNDER_CHANNEL).waitFor({ state: 'attached' })
    await expectHeard(saba.page, ['classroom', 'hub'])
  })

  test('is relieved by a second one, who hears them before, and stops sending', async () => {
    const link = await invite(hub, 'interpreter', { displayName: 'Wali', language: 'ps' })
    wali = await openInvitation(cast.browsers.home, link, ARABIC)
    await enter(wali.page)
    await wali.page.locator('[data-turn=partner]').getByText('Zarmina').waitFor()
    await takePicture(wali.page, 'interpreter-desk-ar')
    await checkAccessible(wali.page)
    await expectHeard(wali.page, ['hub', 'classroom'])
    await zarmina.page.locator('[data-hand-over]').click()
    await zarmina.page.locator('[data-hand-over][aria-pressed=true]').waitFor()
    await wali.page.locator('[data-turn=partner][data-offered=true]').getByText('Zarmina').waitFor()
    await expect.poll(() => wali.page.evaluate(() => document.documentElement.dataset.earcon)).toBe('asked')
    await takePicture(wali.page, 'interpreter-offered-ar')
    // Until the other one is heard, nobody is relieved.
    await expectHeard(saba.page, ['classroom', 'hub'])
    await wali.page.locator('[data-take-over]').click()
    await wali.page.locator('[data-turn=mine]').waitFor()
    await zarmina.page.locator('[data-turn=partner]').getByText('Wali').waitFor()
    await zarmina.page.locator('[data-channel-microphone=off]').waitFor()
    await expectHeard(saba.page, ['home'], ['classroom'])
    await expect.poll(() => floorOf(saba.page, UNDER_CHANNEL).count()).toBe(1)
  })

  test('whose page is closed leaves the floor at full volume within two seconds, and the cockpit says so', async () => {
    await zarmina.close()
    await floorOf(saba.page, UNDER_CHANNEL).waitFor({ state: 'attached' })
    const closedAtMs = Date.now()
    await wali.close()
    await floorOf(saba.page, '1').waitFor({ state: 'attached' })
    const waitedMs = Date.now() - closedAtMs
    console.log(`the floor was full again after ${waitedMs} ms`)
    expect(waitedMs).toBeLessThan(FULL_AGAIN_MS)
    await hub.locator('#tab-channels').click()
    await hub
      .locator('#panel li', { hasText: /pashto|afghanska/i })
      .getByText('Ingen röst just nu')
      .waitFor()
    await takePicture(hub, 'cockpit-no-voice-sv')
    for (const visit of [saba, mehret, cast.hub]) expect(visit.complaints).toEqual([])
  })
})
