import { expect, test } from 'vitest'

import type { StateName } from '@/app/(dev)/dev/states/state-example'
import { isStateOf, STATE_NAMES } from '@/app/(dev)/dev/states/states'

import { isInside, overlaps, type Box, type Gallery, type Size } from './gallery'
import { openGallery } from './open-gallery'
import { faintTexts, smallTargets, textsOf } from './readability'

const LANGUAGES = ['sv', 'ar', 'ti'] as const
const UPRIGHT: readonly Size[] = [
  [320, 568],
  [360, 600],
  [412, 915],
]
const SIDEWAYS: readonly Size[] = [
  [640, 300],
  [667, 331],
  [740, 330],
  [740, 360],
  [844, 390],
  [915, 412],
]
/** Every language at the narrowest size of a shape, the longest words at the others. */
const languagesAt = ([width]: Size) => (width === 320 || width === 640 ? LANGUAGES : (['sv'] as const))
const ROWS = ['band', 'page', 'strip', 'faces', 'signs', 'bar'] as const
const TARGET_PX = 56
const LABEL_PX = 16
const CONTRAST = 7

/** States of somebody who is in the lesson. */
const INSIDE = STATE_NAMES.filter(
  (state) =>
    isStateOf('phone', state) &&
    !['connecting', 'pre-join', 'ended', 'left', 'removed', 'replaced', 'refused'].includes(state),
)

function testPhone(gallery: () => Gallery): void {
  const show = (state: StateName, size: Size, language: string = 'sv') =>
    gallery().show({ surface: 'phone', state, size, language })
  const boxOf = async (name: string): Promise<Box> => {
    const [box, ...more] = await gallery().boxes(`[data-control="${name}"]`)
    if (!box || more.length > 0) throw new Error(`${more.length + (box ? 1 : 0)} controls "${name}"`)
    return box
  }

  test.each(SIDEWAYS)(
    'sideways at %i x %i the page takes the height, and hand, more and leave stand beside it',
    async (...size) => {
      const [, height] = size
      const faults: string[] = []
      for (const language of languagesAt(size)) {
        for (const state of ['slide', 'hands', 'floor', 'floor-other', 'connection-lost', 'recording'] as const) {
          await show(state, size, language)
          const page = (await gallery().regions('page'))[0] ?? (await gallery().region('faces'))
          const isPlain = ['slide', 'hands', 'floor-other'].includes(state)
          if (page.height < height * (isPlain ? 0.97 : 0.75))
            faults.push(`${state} ${language}: page ${page.height} high`)
          const controls = ['list', 'leave', state === 'floor' ? 'microphone' : 'hand']
          for (const name of controls) {
            const box = await boxOf(name)
            if (!isInside(box, size) || overlaps(box, page))
              faults.push(`${state} ${language}: ${name} ${JSON.stringify(box)}`)
          }
        }
      }
      expect(faults).toEqual([])
    },
  )

  test.each(UPRIGHT)(
    'upright at %i x %i the rows add up to the height, and none lies over another',
    async (...size) => {
      const [width, height] = size
      const faults: string[] = []
      for (const language of languagesAt(size)) {
        for (const state of [
          'slide',
          'floor',
          'floor-other',
          'hands',
          'connection-lost',
          'mode-audio',
          'groups',
          'channel-simultaneous',
        ] as const) {
          await show(state, size, language)
          const rows = (await Promise.all(ROWS.map((row) => gallery().regions(row)))).flat()
          const total = rows.reduce((sum, row) => sum + row.height, 0)
          const name = `${state} ${language}`
          if (Math.abs(total - height) > 1) faults.push(`${name}: rows add up to ${total}`)
          for (const page of await gallery().regions('page'))
            if (page.width !== width) faults.push(`${name}: page ${page.width} wide`)
          rows.forEach((row, at) => {
            if (!isInside(row, size)) faults.push(`${name}: row ${at} outside`)
            if (rows.some((other, index) => index > at && overlaps(row, other)))
              faults.push(`${name}: row ${at} is covered`)
          })
        }
      }
      expect(faults).toEqual([])
    },
  )

  test.each(UPRIGHT)('at %i x %i hand, floor, mute and done move nothing', async (...size) => {
    const boxesOf = async (state: StateName) => {
      await show(state, size)
      return await Promise.all(['page', 'strip', 'faces', 'signs', 'bar'].map((row) => gallery().region(row)))
    }
    const before = await boxesOf('slide')
    for (const state of ['hands', 'floor', 'floor-muted', 'slide'] as const) {
      const boxes = await boxesOf(state)
      boxes.forEach((box, at) => {
        const was = before[at]
        if (!was) throw new Error('no box')
        expect(
          Math.abs(box.top - was.top) + Math.abs(box.height - was.height),
          `${state}, row ${at}`,
        ).toBeLessThanOrEqual(1)
      })
    }
  })

  test.each([...UPRIGHT, ...SIDEWAYS])(
    'at %i x %i a question has all its answers in sight, with hand and leave',
    async (...size) => {
      const faults: string[] = []
      for (const language of languagesAt(size)) {
        await show('question-five', size, language)
        const answers = await gallery().boxes('[data-region=question] li button')
        expect(answers).toHaveLength(5)
        const question = await gallery().region('question')
        const parts = [
          ...answers,
          ...(await gallery().boxes('[data-region=question] h2')),
          await boxOf('hand'),
          await boxOf('leave'),
        ]
        parts.forEach((box, at) => {
          if (!isInside(box, size)) faults.push(`${language}: part ${at} outside`)
        })
        answers.forEach((box, at) => {
          if (box.bottom > question.bottom + 1) faults.push(`${language}: answer ${at} cut`)
          if (Math.min(box.width, box.height) < TARGET_PX)
            faults.push(`${language}: answer ${at} ${box.width} x ${box.height}`)
        })
      }
      expect(faults).toEqual([])
    },
  )

  test.each(UPRIGHT)(
    'at %i x %i a tap makes the page as large as the window, and another brings it back',
    async (...size) => {
      const [width, height] = size
      const { page } = gallery()
      await show('slide', size)
      const sheet = '[data-region=page] img'
      const [before] = await gallery().boxes(sheet)
      const center = { position: { x: width / 2, y: 60 } }
      await page.locator('[data-region=page]').click(center)
      await page.locator('[data-large=true]').waitFor()
      await gallery().settle()
      const [large] = await gallery().boxes('[data-region=page] > div:first-child')
      expect(((large?.width ?? 0) * (large?.height ?? 0)) / (width * height)).toBeGreaterThanOrEqual(0.7)
      expect(large && isInside(large, size)).toBe(true)
      for (const box of await Promise.all(['smaller', 'hand', 'leave'].map(boxOf))) {
        expect(isInside(box, size)).toBe(true)
      }
      await page.locator('[data-control=smaller]').click()
      await page.locator('[data-large=false]').waitFor()
      await gallery().settle()
      expect((await gallery().boxes(sheet))[0]).toEqual(before)
      await page.getByRole('button', { name: 'Större' }).click()
      await page.locator('[data-large=true]').waitFor()
      await page.locator('[data-region=page]').click(center)
      await page.locator('[data-large=false]').waitFor()
    },
  )

  test.each(LANGUAGES)(
    'in %s every state has targets for a thumb, letters to read, and strong contrast',
    async (language) => {
      const faults: string[] = []
      for (const size of language === 'sv' ? [UPRIGHT[0], SIDEWAYS[0]] : [UPRIGHT[0]]) {
        for (const state of INSIDE) {
          if (!size) continue
          await show(state, size, language)
          faults.push(...(await weakSpots(gallery())).map((fault) => `${state} ${size.join('x')}: ${fault}`))
        }
      }
      expect(faults).toEqual([])
    },
  )

  test('the page before the lesson has everything in sight on a small phone', async () => {
    const faults: string[] = []
    for (const size of [
      [360, 600],
      [320, 568],
    ] as const) {
      for (const language of LANGUAGES) {
        await show('pre-join', size, language)
        const parts = ['h1', 'main ul', 'button[data-mode]', 'button[data-ready]']
        for (const part of parts) {
          const [box] = await gallery().boxes(part)
          if (!box || !isInside(box, size)) faults.push(`${size.join('x')} ${language}: ${part} ${JSON.stringify(box)}`)
          const [enter] = await gallery().boxes('button[data-ready]')
          if (box && enter && part !== 'button[data-ready]' && overlaps(box, enter))
            faults.push(`${size.join('x')} ${language}: ${part} is covered`)
        }
      }
    }
    expect(faults).toEqual([])
  })

  test('in Arabic the rail is at the left, leaving is left of the hand, and the page is not mirrored', async () => {
    await show('slide', [740, 330], 'ar')
    expect((await gallery().region('rail')).left).toBe(0)
    await show('slide', [360, 600], 'ar')
    expect((await boxOf('leave')).right).toBeLessThan((await boxOf('hand')).left)
    const [right] = await gallery().boxes('[data-region=page] img')
    await show('slide', [360, 600])
    expect((await gallery().boxes('[data-region=page] img'))[0]).toEqual(right)
  })
}

/** Targets too small for a thumb, letters too small or too faint. */
async function weakSpots({ page }: Gallery): Promise<string[]> {
  const small = (await textsOf(page)).filter(({ fontPx }) => fontPx < LABEL_PX)
  return [
    ...(await smallTargets(page, TARGET_PX)).map((target) => `target ${target}`),
    ...small.map(({ text }) => `small ${text}`),
    ...(await faintTexts(page, CONTRAST)).map((text) => `faint ${text}`),
  ]
}

testPhone(openGallery())
