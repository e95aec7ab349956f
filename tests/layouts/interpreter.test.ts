import { expect, test } from 'vitest'

import type { StateName } from '@/app/(dev)/dev/states/state-example'
import { isStateOf, STATE_NAMES } from '@/app/(dev)/dev/states/states'

import { isInside, overlaps, type Gallery, type Size } from './gallery'
import { openGallery } from './open-gallery'
import { faintTexts, smallTargets } from './readability'

const LAPTOPS: readonly Size[] = [
  [1024, 768],
  [1366, 641],
  [1920, 1080],
]
const LAPTOP: Size = [1366, 641]
const PHONE: Size = [360, 640]
const TURNS: readonly StateName[] = ['channel-simultaneous', 'turn-partner', 'turn-offered', 'turn-handing-over']
const STATES = STATE_NAMES.filter((state) => isStateOf('interpreter', state))

function testInterpreter(gallery: () => Gallery): void {
  const show = async (state: StateName, size: Size = LAPTOP, language = 'sv') => {
    await gallery().show({ surface: 'interpreter', state, size, language })
  }
  const microphone = async () => {
    const [box] = await gallery().boxes('[data-channel-microphone]')
    if (!box) throw new Error('there is no microphone')
    return box
  }

  test.each(LAPTOPS)(
    'at %i x %i three fifths are the lesson, and two fifths of the desk the microphone',
    async (...size) => {
      const [width] = size
      for (const state of TURNS) {
        await show(state, size)
        const [stage, desk] = [await gallery().region('stage'), await gallery().region('desk')]
        expect(stage.width / width).toBeGreaterThanOrEqual(0.595)
        expect(overlaps(stage, desk)).toBe(false)
        expect((await microphone()).height / desk.height).toBeGreaterThanOrEqual(0.4)
      }
    },
  )

  test.each(['sv', 'ar', 'ti'])(
    'on a laptop in %s the turn, the microphone and the handover are in sight',
    async (language) => {
      for (const state of TURNS) {
        await show(state, LAPTOP, language)
        const parts = await gallery().boxes(
          '[data-turn], [data-channel-microphone], [data-take-over], [data-hand-over]',
        )
        expect(parts.length).toBeGreaterThanOrEqual(2)
        for (const part of parts) expect(isInside(part, LAPTOP)).toBe(true)
      }
    },
  )

  test.each(['sv', 'ar', 'ti'])(
    'on a phone in %s the microphone stands at the foot, whatever else there is',
    async (language) => {
      const [width, height] = PHONE
      for (const state of TURNS) {
        await show(state, PHONE, language)
        const box = await microphone()
        expect(box.width).toBe(width)
        expect(Math.abs(box.bottom - height)).toBeLessThanOrEqual(1)
        const beside = await gallery().page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(beside).toBeLessThanOrEqual(0)
      }
    },
  )

  test('in every state everything can be read and pressed', async () => {
    for (const state of STATES) {
      await show(state)
      expect(await faintTexts(gallery().page, 4.5), `in ${state}`).toEqual([])
      expect(await smallTargets(gallery().page, 44), `in ${state}`).toEqual([])
    }
  })

  test('letters are keys of the microphone until they are switched off', async () => {
    await show('turn-partner')
    const microphone = gallery().page.locator('[data-channel-microphone]')
    expect(await microphone.getAttribute('aria-keyshortcuts')).toBe('M Space')
    await gallery().page.locator('[data-control=letters]').click()
    expect(await microphone.getAttribute('aria-keyshortcuts')).toBe('Space')
    await gallery().page.locator('[data-control=letters]').click()
  })

  test('the next page stands beside the one that is shown, and after the last there is none', async () => {
    await show('turn-offered')
    const shown = Number(await gallery().page.locator('[data-page]').first().getAttribute('data-page'))
    const next = gallery().page.locator('[data-next-page]')
    expect(Number(await next.getAttribute('data-next-page'))).toBe(shown + 1)
    await expect
      .poll(() => next.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
  })
}

testInterpreter(openGallery())
