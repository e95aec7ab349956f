import { expect, test } from 'vitest'

import type { StateName } from '@/app/(dev)/dev/states/state-example'
import { isStateOf, STATE_NAMES } from '@/app/(dev)/dev/states/states'

import { isInside, overlaps, type Gallery, type Size } from './gallery'
import { openGallery } from './open-gallery'
import { faintTexts, longestAnimation, smallTargets, textsOf } from './readability'

const USUAL: Size = [360, 740]
/** The longest sentences, for the languages whose letters are higher. */
const LONG: readonly StateName[] = [
  'live',
  'hands',
  'question-multiple',
  'suspended',
  'connection-lost',
  'recording',
  'classroom-muted',
]
const STATES = STATE_NAMES.filter((state) => isStateOf('host', state))

function testHost(gallery: () => Gallery): void {
  const show = async (state: StateName, size: Size = USUAL, language = 'sv') => {
    await gallery().show({ surface: 'host', state, size, language })
  }

  test.each([
    [360, 740, 8],
    [360, 600, 5],
  ])('at %i x %i the roll of a live lesson shows %i people', async (width, height, people) => {
    await show('live', [width, height])
    const content = await gallery().region('content')
    const rows = await gallery().regions('roll-row')
    const whole = rows.filter((row) => row.top >= content.top - 1 && row.bottom <= content.bottom + 1)
    expect(whole.length).toBeGreaterThanOrEqual(people)
  })

  test('here and away are one tap, and the rare marks stand behind the dots', async () => {
    await show('live')
    const row = gallery().page.locator('[data-region=roll-row]').last()
    await expect.poll(() => row.getByRole('radio').count()).toBe(2)
    await row.locator('[data-more]').click()
    expect(await row.getByRole('radio').count()).toBe(5)
  })

  test('the arrow keys go from tab to tab, in the direction of the text', async () => {
    const { page } = gallery()
    for (const [language, towards] of [
      ['sv', 'ArrowRight'],
      ['ar', 'ArrowLeft'],
    ] as const) {
      await show('live', [360, 740], language)
      await page.locator('[data-tab=roll]').focus()
      await page.keyboard.press(towards)
      const chosen = page.locator('[role=tab][aria-selected=true]:focus')
      await expect.poll(() => chosen.getAttribute('data-tab')).toBe('hands')
      await page.keyboard.press(towards)
      await page.keyboard.press(towards)
      await expect.poll(() => chosen.getAttribute('data-tab')).toBe('roll')
    }
  })

  test('a hand for a name is one tap on its tab, and a question calls from above the tabs', async () => {
    await show('live')
    await gallery().page.locator('[data-tab=hands]').click()
    expect(await gallery().page.locator('section ul button[aria-pressed]').count()).toBeGreaterThanOrEqual(7)
    await show('question-single')
    await gallery().page.locator('[data-tab=roll]').click()
    await gallery().page.locator('[data-call]').click()
    await gallery().page.getByRole('heading', { name: 'Får man elda på balkongen?' }).waitFor()
  })

  test.each([
    [360, 740, 'sv'],
    [320, 568, 'sv'],
    [360, 740, 'ar'],
    [360, 740, 'ti'],
  ])(
    'at %i x %i in %s the head and the tabs keep their place in every state and tab',
    async (width, height, language) => {
      const size: Size = [width, height]
      const faults: string[] = []
      for (const state of language === 'sv' ? STATES : LONG) {
        await show(state, size, language)
        for (const tab of ['roll', 'hands', 'screen']) {
          await gallery().page.locator(`[data-tab=${tab}]`).click()
          const name = `${state} ${tab}`
          const head = await gallery().region('head')
          const content = await gallery().region('content')
          const tabs = await gallery().boxes('[role=tab]')
          if (!isInside(head, size) || head.top !== 0) faults.push(`${name}: the head is elsewhere`)
          if (tabs.length !== 3 || tabs.some((one) => !isInside(one, size) || overlaps(one, content)))
            faults.push(`${name}: the tabs are elsewhere`)
          faults.push(...(await faultsOf(gallery())).map((fault) => `${name}: ${fault}`))
        }
      }
      expect(faults).toEqual([])
    },
  )

  test('nothing moves for those who asked for that', async () => {
    await show('live')
    expect(await longestAnimation(gallery().page)).toBeLessThanOrEqual(1)
  })
}

/** Letters too small, too faint, targets too small for a finger, and pages that are too wide. */
async function faultsOf({ page }: Gallery): Promise<string[]> {
  const small = (await textsOf(page)).filter(({ fontPx }) => fontPx < 16)
  const more = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  return [
    ...small.map(({ text }) => `small: ${text}`),
    ...(await faintTexts(page, 4.5)).map((text) => `faint: ${text}`),
    ...(await smallTargets(page, 44)).map((target) => `target: ${target}`),
    ...(more > 0 ? [`${more} px too wide`] : []),
  ]
}

testHost(openGallery())
