import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import ti from '@/locales/participant/ti/lesson.json'
import { LAPTOP } from '@/tests/support/chromium'
import { expectHeard, expectSilence } from '@/tests/support/expect-media'
import { plugIn, take, unplug, unplugForAMoment } from '@/tests/support/fallible-devices'
import { invite } from '@/tests/support/invite'
import { openInvitation, type Visit } from '@/tests/support/people'
import { listen } from '@/tests/support/watch-media'

import { PLACES, type Place } from './quiet-minutes'
import { alertOn, giveFloor, openDevices, pageAt, saysHeard, takeFloor, type Scene } from './scene'

/** The browser has been silent for so long that the page stops waiting for it. */
const LATE_MS = 25_000
/** A browser that shows two screens already opens an interpreter's page slowly. */
const READY_MS = 60_000
const GONE = /Mikrofonen är borta/
const WAITING = /tillåt mikrofonen/

/** The communicator is heard at all of these places. */
export async function expectHeardAt(scene: Scene, places: readonly Place[]): Promise<void> {
  const silent = await Promise.all(
    places.map((place) =>
      expectHeard(pageAt(scene, place), ['hub']).then(
        () => [],
        async () => [{ place, voices: await describeVoices(pageAt(scene, place)) }],
      ),
    ),
  )
  expect(silent.flat()).toEqual([])
}

const describeVoices = (page: Page) =>
  page.locator('audio[data-voice]').evaluateAll((all) =>
    all.map((one) => {
      const { dataset, paused, srcObject } = one as HTMLAudioElement
      const tracks = srcObject instanceof MediaStream ? srcObject.getTracks() : []
      return { of: dataset.voice, paused, tracks: tracks.map(({ readyState, muted }) => ({ readyState, muted })) }
    }),
  )

export async function beginWithoutAnAnswer(scene: Scene): Promise<void> {
  const { hub, clock, cast, quiet } = scene
  await hub.goto(`${cast.system.url}/teach`)
  await hub.locator('a[href^="/teach/"]').first().click()
  await hub.locator('button[data-ready=true]').waitFor({ timeout: LATE_MS })
  await alertOn(hub, WAITING).waitFor()
  await hub.locator('button[data-ready=true]').click()
  clock.begin()
  await hub.locator('footer').waitFor()
  await alertOn(hub, WAITING).waitFor()
  await expectSilence(pageAt(scene, 'saba'), ['hub'])
  await plugIn(hub, 'audio')
  const present = PLACES.filter((place) => place !== 'filmon')
  await expectHeardAt(scene, present)
  await alertOn(hub, WAITING).waitFor({ state: 'detached' })
  // A classroom that only listens, so that what the communicator hears is the other one.
  await hub.locator('[data-town="Vännäs"] [data-tile]').click()
  await hub.locator('[data-control=room-mute]').click()
  await hub.keyboard.press('Escape')
  await expectHeard(hub, ['classroom'])
  quiet.settle(present)
}

export async function chooseLoudspeaker(scene: Scene): Promise<void> {
  const page = pageAt(scene, 'saba')
  await page.locator('[data-control=list]').click()
  await page.locator('[data-open=loudspeaker]').click()
  const field = page.locator('[data-loudspeaker]')
  await field.locator('select').selectOption({ index: 1 })
  const chosen = (await field.getAttribute('data-loudspeaker')) ?? ''
  expect(chosen).not.toBe('')
  const sinks = () =>
    page.locator('audio[data-voice]').evaluateAll((all) => all.map((one) => (one as HTMLAudioElement).sinkId))
  await expect.poll(async () => [...new Set(await sinks())]).toEqual([chosen])
  await field.locator('[data-control=test-tone]').click()
  await field.locator('[data-control=test-tone]:disabled').waitFor()
  await field.locator('[data-control=test-tone]:enabled').waitFor()
  await page.locator('[data-control=close]').click()
  await expectHeard(page, ['hub'])
}

export async function loseClassroomMicrophone(scene: Scene): Promise<void> {
  const { hub } = scene
  const screen = pageAt(scene, 'bjurholm')
  const gone = screen.getByText(ti.device.microphone.ended)
  const unheard = hub.locator('[data-town=Bjurholm] [data-unheard]')
  await unplug(screen, 'audio')
  await gone.waitFor()
  await unheard.waitFor()
  await expectHeard(hub, [], ['classroom'])
  await plugIn(screen, 'audio')
  await gone.waitFor({ state: 'detached' })
  await unheard.waitFor({ state: 'detached' })
  await expectHeard(hub, ['classroom'])
}

/** Filmon's phone sleeps meanwhile. */
export async function loseCommunicatorsMicrophone(scene: Scene): Promise<void> {
  const { hub } = scene
  await unplug(hub, 'audio')
  await alertOn(hub, GONE).waitFor({ timeout: 2_000 })
  const awake = PLACES.filter((place) => place !== 'filmon')
  await Promise.all(awake.map((place) => expectHeard(pageAt(scene, place), [], ['hub'])))
  await plugIn(hub, 'audio')
  await alertOn(hub, GONE).waitFor({ state: 'detached' })
  await expectHeardAt(scene, awake)
}

export async function takeMicrophoneOfWhoSpeaks(scene: Scene): Promise<void> {
  const saba = pageAt(scene, 'saba')
  const hears = pageAt(scene, 'bjurholm')
  await saba.locator('button[data-control=hand]').click()
  await giveFloor(scene, 'Saba')
  await saysHeard(saba).waitFor()
  await expectHeard(hears, ['hub', 'home'])
  await take(saba, true)
  await saysHeard(saba).waitFor({ state: 'detached' })
  await alertOn(saba, ti.device.microphone.taken).waitFor()
  await take(saba, false)
  await saysHeard(saba).waitFor()
  await expectHeard(hears, ['hub', 'home'])
  await takeFloor(scene)
  await expect.poll(() => openDevices(saba, 'audio')).toBe(0)
}

export async function loseMicrophoneBetweenHandAndFloor(scene: Scene): Promise<void> {
  const saba = pageAt(scene, 'saba')
  await saba.locator('button[data-control=hand]').click()
  await expect.poll(() => openDevices(saba, 'audio')).toBe(1)
  await unplugForAMoment(saba, 'audio')
  await giveFloor(scene, 'Saba')
  await expectHeard(pageAt(scene, 'bjurholm'), ['hub', 'home'])
  await saysHeard(saba).waitFor()
  await takeFloor(scene)
}

/** Mehret listens to the interpreters. */
export async function takeOverWithoutMicrophone(scene: Scene): Promise<void> {
  const mehret = pageAt(scene, 'mehret')
  const speaking = await enterAsInterpreter(scene, 'Zarmina')
  await speaking.page.locator('[data-turn=mine]').waitFor()
  await speaking.page.locator('[data-channel-microphone=off]').click()
  await speaking.page.locator('[data-channel-microphone=on]').waitFor()
  await mehret.locator('button[data-control=list]').click()
  await mehret.locator('dialog [data-open=language]').click()
  await mehret.locator('dialog fieldset button bdi[lang=ps]').click()
  await mehret.locator('dialog [data-control=close]').click()
  await expectHeard(mehret, ['classroom', 'hub'])
  const relief = await enterAsInterpreter(scene, 'Wali')
  await relief.page.locator('[data-turn=partner]').waitFor()

  let isOver = false
  const shares: number[] = []
  const listening = (async () => {
    while (!isOver) shares.push((await listen(mehret, 1_000)).classroom)
  })()
  try {
    await unplug(relief.page, 'audio')
    await relief.page.locator('[data-take-over]').click()
    await relief.page.locator('[data-refusal="lesson.not-heard"]').waitFor()
    await speaking.page.locator('[data-turn=mine]').waitFor()
    await speaking.page.locator('[data-channel-microphone=on]').waitFor()
    await plugIn(relief.page, 'audio')
    await relief.page.locator('[data-take-over]:not([disabled])').click()
    await relief.page.locator('[data-turn=mine]').waitFor()
    await speaking.page.locator('[data-turn=partner]').waitFor()
    await expectHeard(mehret, ['classroom', 'hub'])
  } finally {
    isOver = true
    await listening
  }
  expect(shares.length).toBeGreaterThan(3)
  expect(Math.min(...shares), `the channel, second by second: ${shares.join(' ')}`).toBeGreaterThan(0)
  await Promise.all([speaking.close(), relief.close()])
  await expectHeard(mehret, ['hub'], ['classroom'])
}

async function enterAsInterpreter({ browsers, hub }: Scene, displayName: string): Promise<Visit> {
  const link = await invite(hub, 'interpreter', { displayName, language: 'ps' })
  const visit = await openInvitation(browsers.classroom, link, { ...LAPTOP, locale: 'sv-SE' })
  await visit.page.locator('button[data-ready=true]').click({ timeout: READY_MS })
  return visit
}

export async function returnToChosenMicrophone(scene: Scene): Promise<void> {
  const { hub } = scene
  const deviceId = () => hub.evaluate(() => globalThis.devices.deviceId('audio'))
  const chosen = await deviceId()
  expect(chosen).toBeTruthy()
  await hub.evaluate(() => globalThis.devices.unplugOne('audio'))
  await expect.poll(() => openDevices(hub, 'audio')).toBe(1)
  expect(await deviceId()).not.toBe(chosen)
  await expectHeardAt(scene, PLACES)
  await plugIn(hub, 'audio')
  await expect.poll(deviceId).toBe(chosen)
  await expectHeardAt(scene, PLACES)
  await alertOn(hub, GONE).waitFor({ state: 'detached' })
}
