import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

import { MINUTE_MS } from '@/domain/durations'
import { expectHeard, expectSilence } from '@/tests/support/expect-media'
import { pressMark } from '@/tests/support/press-mark'
import { heldWakeLocks } from '@/tests/support/wake-locks'

import { holdCard } from './card-camera'
import { expectHeardAt } from './devices'
import { PLACES } from './quiet-minutes'
import { giveFloor, openDevices, pageAt, type Scene } from './scene'

/** The shortest that the cockpit offers. */
export const BREAK_MINUTES = 5
const SENT_WITHIN_MS = 40_000
/** Between a tap and the moment that counts for it. */
const DATED_WITHIN_MS = 5_000
/** Seven who belong to the classroom, and a visitor. */
const ON_THE_ROLL = 8
/** The break's own time, and a little. */
const BREAK_OVER_MS = (BREAK_MINUTES + 0.5) * MINUTE_MS

const personOf = (host: Page, name: string): Locator =>
  host.locator('main li', { has: host.getByRole('radiogroup', { name, exact: true }) })

const markRest = (host: Page) => host.getByRole('button', { name: /Alla andra är här/ }).click()

type Mark = { name: string; round: string; mark: string; arrived_ms: number | null }

/** Every mark of this lesson, in order. */
function marksOf({ cast, hub }: Scene): Promise<Mark[]> {
  const lessonId = hub.url().split('/').at(-1)
  return cast.system.query<Mark>(
    `select p.display_name as name, m.round, m.mark, (extract(epoch from m.arrived_at) * 1000)::float8 as arrived_ms
     from roll_marks m join persons p on p.id = m.person_id where m.lesson_id = '${lessonId}' order by m.id`,
  )
}

const countMarks = async (scene: Scene, round: string) =>
  (await marksOf(scene)).filter((one) => one.round === round).length

/** Holds a card before the host's camera. */
async function scan({ host, cardOf }: Scene, person: Parameters<Scene['cardOf']>[0], look: () => Promise<void>) {
  await holdCard(host, cardOf(person))
  await host.getByRole('button', { name: 'Läs kort med kameran' }).click()
  await look()
  await host.getByRole('button', { name: 'Sluta läsa kort' }).click()
}

export async function countVisitor(scene: Scene): Promise<void> {
  const { host } = scene
  expect(await personOf(host, 'Dawit Påhittad').count()).toBe(0)
  await scan(scene, 'dawit', async () => {
    const question = host.getByRole('alertdialog').filter({ hasText: 'Dawit Påhittad' })
    await question.getByRole('button', { name: 'Ja, räkna här' }).click()
    await personOf(host, 'Dawit Påhittad').getByRole('radio', { name: 'Här', checked: true }).waitFor()
  })
  await expect.poll(() => marksOf(scene)).toMatchObject([{ name: 'Dawit Påhittad', mark: 'present' }])
}

/** @returns when Selam came. */
export async function markWithoutLine({ host }: Scene): Promise<number> {
  await host.context().setOffline(true)
  const arrivedAtMs = Date.now()
  await pressMark(personOf(host, 'Selam Exempel'), 'Sen')
  await host.locator('[data-waiting="1"]').waitFor()
  await pressMark(personOf(host, 'Hiwet Testdotter'), 'Giltig frånvaro')
  await pressMark(personOf(host, 'Tekle Testson'), 'Borta')
  await markRest(host)
  await host.locator(`[data-waiting="${ON_THE_ROLL - 1}"]`).waitFor()
  return arrivedAtMs
}

export async function sendMarks(scene: Scene, arrivedAtMs: number): Promise<void> {
  const { host } = scene
  expect(await countMarks(scene, 'start')).toBe(1)
  await host.context().setOffline(false)
  await expect.poll(() => countMarks(scene, 'start'), { timeout: SENT_WITHIN_MS }).toBe(ON_THE_ROLL)
  await expect.poll(() => host.locator('[data-waiting]').count()).toBe(0)
  const late = (await marksOf(scene)).find((one) => one.name === 'Selam Exempel')
  expect(late?.mark).toBe('late')
  expect(Math.abs((late?.arrived_ms ?? 0) - arrivedAtMs)).toBeLessThan(DATED_WITHIN_MS)
}

/** @returns the event in which a card changes nothing, because the host answers that the mark is right. */
export const scanAndKeep =
  (person: 'selam' | 'hiwet', question: string) =>
  async (scene: Scene): Promise<void> => {
    const { host } = scene
    const before = await marksOf(scene)
    await scan(scene, person, async () => {
      const asked = host.getByRole('alertdialog').filter({ hasText: question })
      await asked.waitFor()
      expect(await marksOf(scene)).toEqual(before)
      await asked.getByRole('button', { name: 'Nej, behåll' }).click()
      await asked.waitFor({ state: 'detached' })
    })
    expect(await marksOf(scene)).toEqual(before)
  }

export async function beginBreak(scene: Scene): Promise<void> {
  const { hub, host, quiet } = scene
  quiet.disturb(PLACES)
  await hub.locator('[data-control=break]').click()
  await hub.locator('[data-control=break-minutes]').first().click()
  const everyone = [hub, host, ...PLACES.map((place) => pageAt(scene, place))]
  await Promise.all(everyone.map((page) => page.locator('[data-situation=break]').waitFor({ state: 'attached' })))
  await expect.poll(() => heldWakeLocks(pageAt(scene, 'saba'))).toBe(0)
}

/** Nobody touches anything. */
export async function expectBreakOver(scene: Scene): Promise<void> {
  const { cast, hub, host, quiet } = scene
  const everyone = [hub, host, ...PLACES.map((place) => pageAt(scene, place))]
  await Promise.all(
    everyone.map((page) =>
      page.locator('[data-situation=live]').waitFor({ state: 'attached', timeout: BREAK_OVER_MS }),
    ),
  )
  await expectHeardAt(scene, PLACES)
  await expect.poll(() => heldWakeLocks(pageAt(scene, 'saba'))).toBe(1)
  const heldMinutes = async () => {
    const [held] = await cast.system.query<{ minutes: number }>(
      `select (extract(epoch from max(at) filter (where kind = 'break-ended')
         - min(at) filter (where kind = 'break-started')) / 60)::float8 as minutes
       from presence_facts where lesson_id = '${hub.url().split('/').at(-1)}'`,
    )
    return Math.round((held?.minutes ?? 0) * 100) / 100
  }
  await expect.poll(heldMinutes).toBe(BREAK_MINUTES)
  quiet.settle(PLACES)
}

export async function takeSecondRound(scene: Scene): Promise<void> {
  const { host } = scene
  await host.getByRole('button', { name: 'Efter rasten', pressed: true }).waitFor()
  await pressMark(personOf(host, 'Tekle Testson'), 'Borta')
  await markRest(host)
  await expect.poll(() => countMarks(scene, 'after_break')).toBe(ON_THE_ROLL)
}

const overOn = (page: Page) => page.getByRole('heading', { name: /ትምህርቲ ተወዲኡ/ }).waitFor()

export async function endByMistake(scene: Scene): Promise<void> {
  const { hub, host, quiet } = scene
  const saba = pageAt(scene, 'saba')
  quiet.disturb(PLACES)
  await saba.locator('button[data-control=hand]').click()
  await giveFloor(scene, 'Saba')
  await expect.poll(() => openDevices(saba, 'audio')).toBe(1)
  await hub.locator('footer [data-control=end]').click()
  await hub.locator('[data-control=end-now]').click()
  await Promise.all([overOn(saba), overOn(pageAt(scene, 'bjurholm')), overOn(pageAt(scene, 'vannas'))])
  await host.locator('[data-situation=ended]').waitFor({ state: 'attached' })
  expect([await openDevices(saba, 'audio'), await openDevices(hub, 'audio')]).toEqual([0, 0])
}

export async function goOn(scene: Scene): Promise<void> {
  const { hub, host, quiet } = scene
  await hub.locator('[data-control=go-on]').click()
  const everyone = [hub, host, ...PLACES.map((place) => pageAt(scene, place))]
  await Promise.all(everyone.map((page) => page.locator('[data-situation=live]').waitFor({ state: 'attached' })))
  await expectHeardAt(scene, PLACES)
  await expectHeard(hub, ['classroom'])
  expect(await openDevices(pageAt(scene, 'saba'), 'audio')).toBe(0)
  await expectSilence(pageAt(scene, 'bjurholm'), ['home'])
  quiet.settle(PLACES)
}

/** The communicator signs in again in the window that the cockpit offers. */
export async function endSession(scene: Scene): Promise<void> {
  const { hub, cast } = scene
  const context = hub.context()
  for (const { name } of await context.cookies()) {
    if (name.includes('session')) await context.clearCookies({ name })
  }
  await hub.evaluate(() => window.dispatchEvent(new Event('online')))
  const signedOut = hub.locator('[data-signed-out]')
  await signedOut.waitFor()
  await expectHeardAt(scene, PLACES)
  const [beside] = await Promise.all([context.waitForEvent('page'), signedOut.getByRole('link').click()])
  const { email, password } = cast.system.staff('communicator')
  await beside.locator('input[name=email]').fill(email)
  await beside.locator('input[name=password]').fill(password)
  await beside.locator('button[type=submit]').click()
  await beside.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/')
  await beside.close()
  await signedOut.waitFor({ state: 'detached' })
  await hub.locator('[data-control=mute-all]').waitFor()
  await expectHeardAt(scene, PLACES)
}

export async function endLesson(scene: Scene): Promise<void> {
  const { hub, quiet } = scene
  quiet.stop()
  await hub.locator('footer [data-control=end]').click()
  await hub.locator('[data-control=end-now]').click()
  await Promise.all([overOn(pageAt(scene, 'saba')), overOn(pageAt(scene, 'bjurholm'))])
}
