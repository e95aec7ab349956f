import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { freezeBrowsers } from '@/tests/support/freeze-browser'
import { chooseMode } from '@/tests/support/people'
import { makePdf } from '@/tests/support/make-pdf'

import { openStates, type States } from './states-scene'

const LANGUAGES = ['sv', 'ar', 'ti'] as const
const QUESTIONS = {
  sv: 'Får man elda på balkongen?',
  ar: 'هل يُسمح بإشعال النار في الشرفة؟',
  ti: 'ኣብ ባልኮን ሓዊ ምእጓድ ይፍቀድ ድዩ?',
} as const

// Suspended is left out: a lesson is suspended only after the communicator has been disconnected for ten minutes.
describe.each(LANGUAGES)('every state in %s can be read, reached and touched', (language) => {
  let states: States
  beforeAll(async () => {
    states = await openStates(language)
  })
  afterAll(() => states?.cast.close())

  const control = (page: Page, name: string) => page.locator(`[data-control="${name}"]`)
  const situation = (name: string) =>
    Promise.all(
      [states.screen, states.host, states.phone, states.narrow].map((visit) =>
        visit.page.locator(`[data-situation=${name}]`).waitFor({ state: 'attached' }),
      ),
    )
  const openTool = (tool: string) => states.cockpit.page.locator(`#tab-${tool}`).click()

  test('before the lesson', async () => {
    const { phone, narrow, look } = states
    await look('cockpit', 'check')
    await look('phone', 'pre-join')
    await chooseMode(phone.page, 'everything')
    for (const { page } of [phone, narrow]) await page.locator('button[data-ready=true]').click()
    await situation('waiting')
    for (const surface of ['phone', 'narrow', 'screen', 'host'] as const) await look(surface, 'waiting')
  })

  test('live, first without and then with a slide', async () => {
    const { cast, cockpit, screen, phone, look } = states
    await cockpit.page.locator('video[data-picture-of=self]').waitFor()
    await cockpit.page.locator('button[data-ready=true]').click()
    await cockpit.page.locator('footer').waitFor()
    await situation('live')
    for (const { page } of [screen, phone]) await showsPicture(page, 'communicator')
    for (const surface of ['cockpit', 'screen', 'phone', 'narrow', 'host'] as const) await look(surface, 'live')
    const pdf = await makePdf(cast.browsers.hub, ['Välkomna', 'Att bo i Sverige', 'العيش في السويد', 'Hyra'])
    await cockpit.page.locator('input[type=file]').setInputFiles(pdf)
    await control(cockpit.page, 'show-material').click()
    await control(cockpit.page, 'next').click()
    for (const { page } of [cockpit, screen, phone]) await page.locator('[data-page="2"] img').first().waitFor()
    await showsPicture(screen.page, 'communicator')
    for (const surface of ['cockpit', 'screen', 'phone', 'narrow'] as const) await look(surface, 'slide')
  })

  test('a hand, and the floor', async () => {
    const { cockpit, screen, phone, host, look } = states
    await control(phone.page, 'hand').click()
    await host.page.locator('[data-tab=hands]').click()
    await host.page.getByRole('button', { name: 'Selam Exempel' }).click()
    await control(cockpit.page, 'floor-give').nth(1).waitFor()
    for (const surface of ['cockpit', 'phone', 'screen', 'host'] as const) await look(surface, 'hand')
    await cockpit.page
      .getByRole('tabpanel')
      .locator('li', { hasText: 'Saba Exempel' })
      .locator('[data-control=floor-give]')
      .click()
    await showsPicture(screen.page, 'floor')
    await phone.page.locator('video[data-picture-of=self]').waitFor()
    for (const surface of ['cockpit', 'phone', 'screen', 'host', 'narrow'] as const) await look(surface, 'floor')
    await control(cockpit.page, 'floor-take').first().click()
    await screen.page.locator('video[data-picture-of=floor]').waitFor({ state: 'detached' })
  })

  test('a question, its answers and its results', async () => {
    const { cockpit, phone, narrow, screen, look } = states
    await openTool('question')
    await look('cockpit', 'asking')
    const panel = cockpit.page.getByRole('tabpanel')
    await panel.locator('textarea').fill(QUESTIONS[language])
    await panel.locator('button[type=submit]').click()
    await screen.page.getByText(QUESTIONS[language]).waitFor()
    await phone.page.locator('section button').first().waitFor()
    await narrow.page.locator('section button').first().waitFor()
    for (const surface of ['phone', 'narrow', 'screen', 'host'] as const) await look(surface, 'question')
    await phone.page.locator('section button').nth(1).click()
    await phone.page.locator('section [role=status] svg').waitFor()
    await narrow.page.locator('section button').nth(0).click()
    await narrow.page.locator('section [role=status] svg').waitFor()
    for (const surface of ['phone', 'cockpit'] as const) await look(surface, 'answered')
    await control(cockpit.page, 'question-show').click()
    await phone.page.locator('section li bdi').first().waitFor()
    for (const surface of ['phone', 'narrow', 'screen', 'cockpit', 'host'] as const) await look(surface, 'results')
    await control(cockpit.page, 'question-done').click()
    await phone.page.getByText(QUESTIONS[language]).waitFor({ state: 'detached' })
  })

  test('small groups', async () => {
    const { cockpit, phone, look } = states
    await openTool('groups')
    await look('cockpit', 'grouping')
    await control(cockpit.page, 'groups-pairs').click()
    await control(phone.page, 'microphone').waitFor()
    for (const surface of ['cockpit', 'phone', 'narrow', 'screen'] as const) await look(surface, 'groups')
    await control(cockpit.page, 'groups-back').click()
    await control(phone.page, 'hand').waitFor()
  })

  test('the other tools of the cockpit, and the sheet on the phone', async () => {
    const { cockpit, phone, narrow, look } = states
    await openTool('people')
    await cockpit.page.getByRole('tabpanel').locator('summary').first().click()
    await look('cockpit', 'people')
    await openTool('channels')
    await look('cockpit', 'channels')
    await openTool('chat')
    await control(cockpit.page, 'chat-open').click()
    await control(phone.page, 'list').click()
    await phone.page.locator('dialog [data-open=chat]').click()
    await phone.page.locator('dialog form input').fill(QUESTIONS[language])
    await phone.page.locator('dialog form button').click()
    await cockpit.page.getByRole('tabpanel').getByText(QUESTIONS[language]).waitFor()
    await control(narrow.page, 'list').click()
    await look('cockpit', 'chat')
    for (const surface of ['phone', 'narrow'] as const) await look(surface, 'more')
    for (const { page } of [phone, narrow]) await page.keyboard.press('Escape')
  })

  test('a break, and a communicator whose line drops', async () => {
    const { cockpit, look } = states
    await control(cockpit.page, 'break').click()
    await look('cockpit', 'how-long')
    await control(cockpit.page, 'break-minutes').nth(2).click()
    await situation('break')
    for (const surface of ['cockpit', 'phone', 'narrow', 'screen', 'host'] as const) await look(surface, 'break')
    await control(cockpit.page, 'break-end').click()
    await situation('live')
    const goOn = freezeBrowsers('hub')
    await situation('communicator-away')
    for (const surface of ['phone', 'narrow', 'screen', 'host'] as const) await look(surface, 'away')
    await look('cockpit', 'connection-lost')
    goOn()
    await situation('live')
  })

  test('the keyboard alone is enough, and one sees where it is', async () => {
    const { cockpit, phone } = states
    await cockpit.page.locator('#tab-chat').focus()
    await cockpit.page.keyboard.press('ArrowDown')
    expect(await focused(cockpit.page)).toMatchObject({ id: 'tab-hands', isOutlined: true })
    await control(phone.page, 'hand').focus()
    await phone.page.keyboard.press('Enter')
    await control(cockpit.page, 'floor-give').first().waitFor()
    await tabTo(cockpit.page, 'floor-give')
    await cockpit.page.keyboard.press('Enter')
    await control(cockpit.page, 'floor-take').first().waitFor()
    await control(cockpit.page, 'floor-take').first().press('Enter')
    await cockpit.page.locator('#tab-hands').focus()
    await cockpit.page.keyboard.press(language === 'ar' ? 'ArrowLeft' : 'ArrowRight')
    expect(await focused(cockpit.page)).toMatchObject({ id: 'tab-question' })
    await tabTo(cockpit.page, 'question-text')
    await cockpit.page.keyboard.type(QUESTIONS[language])
    expect(await cockpit.page.getByRole('tabpanel').locator('textarea').inputValue()).toBe(QUESTIONS[language])
    await tabTo(cockpit.page, 'end')
    await tabTo(phone.page, 'leave')
  })

  test('removed, and ended', async () => {
    const { cockpit, screen, host, phone, narrow, look } = states
    await openTool('people')
    const saba = cockpit.page.getByRole('tabpanel').locator('li', { hasText: 'Saba Exempel' })
    await saba.locator('summary').click()
    await control(cockpit.page, 'remove').and(saba.locator('button')).click()
    await phone.page.locator('h1').waitFor()
    await look('phone', 'removed')
    await control(cockpit.page, 'end').click()
    await look('cockpit', 'end-sure')
    await control(cockpit.page, 'end-now').click()
    await narrow.page.locator('[data-control]').first().waitFor({ state: 'detached' })
    await host.page.locator('[data-situation=ended]').waitFor()
    for (const { page } of [cockpit, screen, narrow])
      await page.locator('[data-situation]').waitFor({ state: 'detached' })
    for (const surface of ['cockpit', 'screen', 'host', 'narrow'] as const) await look(surface, 'ended')
  })
})

/** The picture has loaded, not only its frame. */
async function showsPicture(page: Page, pictureOf: string): Promise<void> {
  await page.waitForFunction(
    (of) =>
      (document.querySelector<HTMLVideoElement>(`video[data-picture-of="${of}"]`)?.getVideoPlaybackQuality()
        .totalVideoFrames ?? 0) > 2,
    pictureOf,
  )
}

type Focused = { id: string; control: string | null; isOutlined: boolean }

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement
    const style = element && getComputedStyle(element)
    return {
      id: element?.id ?? '',
      control: element?.getAttribute('data-control') ?? null,
      isOutlined: style !== null && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 3,
    }
  })
}

/** Presses Tab until a control is reached; each stop on the way must be visible. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (at.control !== name) continue
    expect(at.isOutlined).toBe(true)
    return
  }
  throw new Error(`Tab does not reach ${name}`)
}
