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
const PHONES: readonly Size[] = [
  [320, 568],
  [360, 740],
]
const LANGUAGES = ['sv', 'ar', 'ti'] as const
const STATES = STATE_NAMES.filter((state) => isStateOf('guest', state))

function testGuest(gallery: () => Gallery): void {
  const show = async (state: StateName, size: Size = LAPTOP, language = 'sv') => {
    await gallery().show({ surface: 'guest', state, size, language })
  }
  const beside = () => gallery().page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

  test.each(LAPTOPS)('at %i x %i page and controls are in sight, and none lies over another', async (...size) => {
    for (const language of LANGUAGES) {
      await show('slide', size, language)
      const [stage, tools, foot] = [
        await gallery().region('stage'),
        await gallery().region('tools'),
        await gallery().region('controls'),
      ]
      for (const part of [stage, tools, foot]) expect(isInside(part, size)).toBe(true)
      expect(overlaps(stage, tools) || overlaps(tools, foot) || overlaps(stage, foot)).toBe(false)
      expect(stage.height / size[1], `in ${language}`).toBeGreaterThanOrEqual(0.5)
    }
  })

  test.each(PHONES)(
    'on a phone of %i x %i the page has the width, and the controls stand at the foot',
    async (...size) => {
      const [width, height] = size
      for (const language of LANGUAGES) {
        await show('slide', size, language)
        const stage = await gallery().region('stage')
        expect(stage.width).toBe(width)
        expect(stage.height).toBeGreaterThanOrEqual(width * 0.5625)
        const foot = await gallery().region('controls')
        expect(Math.abs(foot.bottom - height), `in ${language}`).toBeLessThanOrEqual(1)
        expect(await beside(), `in ${language}`).toBeLessThanOrEqual(0)
      }
    },
  )

  test('in every state everything can be read and pressed', async () => {
    for (const state of STATES) {
      await show(state)
      expect(await faintTexts(gallery().page, 4.5), `in ${state}`).toEqual([])
      expect(await smallTargets(gallery().page, 44), `in ${state}`).toEqual([])
      expect(await beside(), `in ${state}`).toBeLessThanOrEqual(0)
    }
  })
}

testGuest(openGallery())
