import { expect, test } from 'vitest'

import type { StateName } from '@/app/(dev)/dev/states/state-example'
import { isStateOf, STATE_NAMES } from '@/app/(dev)/dev/states/states'

import { isInside, overlaps, type Box, type Gallery, type Size } from './gallery'
import { openGallery } from './open-gallery'
import { faintTexts, longestAnimation, textsOf } from './readability'

const SMALL: Size = [1280, 720]
const SIZES: readonly Size[] = [SMALL, [1920, 1080], [3840, 2160]]
const STATES = STATE_NAMES.filter((state) => isStateOf('screen', state))
/** A page is on the screen, and nothing covers the whole of it. */
const WITH_PAGE: readonly StateName[] = ['slide', 'hands', 'floor', 'floor-voice', 'connection-lost', 'slide-drawn']
/** Everything that has its own place: no two of these may meet. */
const PARTS = ['page', 'picture', 'name', 'foot', 'column-foot']

function testWall(gallery: () => Gallery): void {
  const show = async (state: StateName, size: Size = SMALL, language = 'sv') => {
    await gallery().show({ surface: 'screen', state, size, language })
  }

  async function faultsIn(states: readonly StateName[], size: Size, language = 'sv'): Promise<string[]> {
    const faults: string[] = []
    for (const state of states) {
      await show(state, size, language)
      faults.push(...(await faultsOf(gallery(), size)).map((fault) => `${state}: ${fault}`))
    }
    return faults
  }

  test.each(SIZES)('at %i x %i everything is read from five metres, and nothing meets anything', async (...size) => {
    expect(await faultsIn(STATES, size)).toEqual([])
  })

  test.each(['ar', 'ti'])('in %s everything is read from five metres, and nothing meets anything', async (language) => {
    expect(await faultsIn(STATES, SMALL, language)).toEqual([])
  })

  test('on a screen of 4:3 and one of 21:9 nothing meets anything', async () => {
    for (const size of [
      [1024, 768],
      [2520, 1080],
    ] as const)
      expect(await faultsIn(['slide', 'live', 'floor', 'question-multiple'], size)).toEqual([])
  })

  test.each(SIZES)(
    'at %i x %i the page has four fifths of the width, in its corner, whatever happens',
    async (...size) => {
      const [width, height] = size
      const boxes: Box[] = []
      for (const state of WITH_PAGE) {
        await show(state, size)
        boxes.push(await gallery().region('page'))
        expect(await gallery().coveredPoints('page'), `in ${state}`).toBe(0)
      }
      const [page] = boxes
      expect(page).toMatchObject({ left: 0, top: 0 })
      expect(page?.width).toBeGreaterThanOrEqual(width * 0.78)
      expect(page?.height).toBeGreaterThanOrEqual(height * 0.78)
      for (const box of boxes) expect(box).toEqual(page)
    },
  )

  test('from right to left the page is in the other corner', async () => {
    await show('floor', SMALL, 'ar')
    expect(await gallery().region('page')).toMatchObject({ right: SMALL[0], top: 0 })
    expect((await gallery().region('people')).left).toBe(0)
  })

  test('without a page the communicator has the whole width above the foot', async () => {
    await show('live')
    const [width, height] = SMALL
    const [picture, ...more] = await gallery().regions('picture')
    expect(more).toEqual([])
    expect(picture).toMatchObject({ left: 0, top: 0, width })
    expect(picture?.height).toBeGreaterThanOrEqual(height * 0.78)
    expect(await gallery().coveredPoints('picture')).toBe(0)
  })

  test('a question stands across the whole screen', async () => {
    for (const state of ['question-single', 'question-multiple', 'question-shown'] as const) {
      await show(state)
      expect(await gallery().regions('page'), `in ${state}`).toEqual([])
      const [, height] = SMALL
      const [answer] = await gallery().boxes('[data-region=answers] li')
      expect(answer?.height, `in ${state}`).toBeGreaterThanOrEqual(height / 8)
    }
  })

  test('the room always reads whether it is heard', async () => {
    for (const state of STATES) {
      await show(state)
      const isInLesson = (await gallery().regions('foot')).length > 0
      const isAskingForSound = state === 'sound-blocked'
      if (!isInLesson || isAskingForSound || state.startsWith('question') || state === 'connecting') continue
      expect(await gallery().regions('column-foot'), `in ${state}`).toHaveLength(1)
    }
  })

  test('nothing moves for those who asked for that', async () => {
    for (const state of ['slide', 'floor', 'connecting'] as const) {
      await show(state)
      expect(await longestAnimation(gallery().page), `in ${state}`).toBeLessThanOrEqual(1)
    }
  })
}

/** What is wrong with the state that is shown: sizes of letters, contrast, and boxes. */
async function faultsOf(gallery: Gallery, size: Size): Promise<string[]> {
  const [, height] = size
  const faults = (await faintTexts(gallery.page, 7)).map((text) => `faint: ${text}`)
  for (const { text, fontPx, kind } of await textsOf(gallery.page)) {
    const least = kind === 'sentence' ? 16 : kind === 'name' ? 22 : kind === 'code' ? 4 : 25
    if (fontPx < height / least - 0.1) faults.push(`${kind} of ${fontPx.toFixed(1)} px: ${text}`)
  }
  const parts: (Box & { name: string })[] = []
  for (const name of PARTS) for (const box of await gallery.regions(name)) parts.push({ ...box, name })
  for (const part of [...parts, ...(await gallery.boxes('main h1')).map((box) => ({ ...box, name: 'h1' }))])
    if (!isInside(part, size)) faults.push(`${part.name} is outside`)
  for (const [at, part] of parts.entries())
    for (const other of parts.slice(at + 1))
      // Where the column has no room, the foot says who hears the room.
      if (overlaps(part, other) && !(part.name === 'foot' && contains(part, other)))
        faults.push(`${part.name} meets ${other.name}`)
  return [...faults, ...(await cutTexts(gallery))]
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left - 1 &&
    inner.top >= outer.top - 1 &&
    inner.right <= outer.right + 1 &&
    inner.bottom <= outer.bottom + 1
  )
}

/** Words that their region's box cuts off. */
async function cutTexts(gallery: Gallery): Promise<string[]> {
  return await gallery.page.evaluate(() =>
    [...document.querySelectorAll('[data-region], [data-region] *')].flatMap((element) => {
      const box = element.closest('[data-region]')?.getBoundingClientRect()
      const isText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())
      if (!box || !isText || element.closest('.sr-only') || !element.checkVisibility()) return []
      const range = document.createRange()
      range.selectNodeContents(element)
      const { left, top, right, bottom } = range.getBoundingClientRect()
      // A letter's box is higher than its line.
      const more = Number.parseFloat(getComputedStyle(element).fontSize) / 4
      const isCut = left < box.left - 1 || right > box.right + 1 || top < box.top - more || bottom > box.bottom + more
      return isCut ? [`cut: ${element.textContent}`] : []
    }),
  )
}

testWall(openGallery())
