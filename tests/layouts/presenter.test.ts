import { describe, expect, test } from 'vitest'

import { isInside, type Box, type Gallery, type Size } from './gallery'
import { openGallery } from './open-gallery'
import { faintTexts, smallTargets } from './readability'

/** Each size with the least share of the window's width that the stage takes. */
const SIZES: readonly [width: number, height: number, share: number][] = [
  [1024, 768, 0.6],
  [1280, 720, 0.6],
  [1366, 641, 0.6],
  [1366, 768, 0.6],
  [1920, 1080, 0.66],
  [2560, 1440, 0.72],
]
const LANGUAGES = ['sv', 'en', 'ar', 'ti'] as const
const LAPTOP: Size = [1366, 768]
const STATE = 'hands-of-eight'
const FIXED = ['stage', 'tools', 'rooms', 'desk', 'controls', 'head'] as const

type Act = { message: string; content: unknown }

/** The cockpit, measured in a lesson of eight classrooms and homes with three hands and one floor. */
function testPresenter(gallery: () => Gallery): void {
  const page = () => gallery().page
  const show = (size: Size, language = 'sv', state: Parameters<Gallery['show']>[0]['state'] = STATE) =>
    gallery().show({ surface: 'cockpit', state, language, size })
  /** The lesson as it was before anything went on in it. */
  const showAnew = async () => {
    await show(LAPTOP, 'sv', 'live')
    await show(LAPTOP)
  }
  const press = (control: string) => page().locator(`[data-control=${control}]:visible`).first().click()
  const boxesOf = async () =>
    Object.fromEntries(await Promise.all(FIXED.map(async (name) => [name, await gallery().region(name)])))
  const goOn = () => page().evaluate(() => window.dispatchEvent(new Event('example-goes-on')))
  const acts = () => page().evaluate(() => (globalThis as { acts?: Act[] }).acts ?? [])
  const listen = () =>
    page().evaluate(() => {
      const heard: unknown[] = []
      Object.assign(globalThis, { acts: heard })
      window.addEventListener('example-act', (event) => heard.push((event as CustomEvent).detail))
    })

  test.each(SIZES)('P1 to P3, P9 at %i x %i: stage, rows, tiles, targets', async (width, height, share) => {
    await show([width, height])
    expect((await gallery().region('stage')).width / width).toBeGreaterThanOrEqual(share)
    await expectRows(gallery(), [width, height])
    await expectTiles(gallery(), [width, height])
    expect(await smallTargets(page(), 44)).toEqual([])
    expect(await gallery().coveredPoints('stage')).toBe(0)
  })

  test.each(LANGUAGES)('P2, P3, P9 on a laptop in %s: nothing is cut, and all can be read', async (language) => {
    for (const size of [LAPTOP, [1366, 641], [1920, 1080]] as const) {
      await show(size, language)
      await expectRows(gallery(), size)
      await expectTiles(gallery(), size)
      expect((await gallery().region('stage')).width / size[0]).toBeGreaterThanOrEqual(0.6)
    }
    expect(await smallTargets(page(), 44)).toEqual([])
    expect(await faintTexts(page(), 4.5)).toEqual([])
  })

  describe('P4: nothing stands over the stage', () => {
    test.each([
      'hands-of-eight',
      'question-answered',
      'break',
      'live',
      'floor',
      'screen-share',
      'connection-lost',
    ] as const)('in the state "%s"', async (state) => {
      await show(LAPTOP, 'sv', state)
      expect(await gallery().coveredPoints('stage')).toBe(0)
    })

    test.each([LAPTOP, [1366, 641], [1024, 768]] as const)('with anything open at %i x %i', async (width, height) => {
      await show([width, height])
      for (const control of ['break', 'record', 'end', 'documents', 'keys', 'note', 'pages', 'more']) {
        if ((await page().locator(`[data-control=${control}]:visible`).count()) === 0) continue
        await press(control)
        expect(await gallery().coveredPoints('stage'), `${control} is open`).toBe(0)
        await page().keyboard.press('Escape')
      }
    })
  })

  test('P5: no region moves when anything opens, a hand arrives, or the floor changes', async () => {
    await showAnew()
    const before = await boxesOf()
    for (const control of ['break', 'record', 'end', 'documents', 'keys', 'note']) {
      await press(control)
      expectSame(await boxesOf(), before, control)
      await page().keyboard.press('Escape')
    }
    for (const panel of ['question', 'people', 'groups', 'channels', 'chat', 'hands']) {
      await page().locator(`#tab-${panel}`).click()
      expectSame(await boxesOf(), before, panel)
    }
    await page().locator('[data-tile]').nth(4).click()
    await page().locator('.ck-act').waitFor()
    expectSame(await boxesOf(), before, 'a pressed tile')
    await page().keyboard.press('Escape')
    await goOn()
    await page().locator('[data-hand]').nth(3).waitFor()
    expectSame(await boxesOf(), before, 'a new hand and another floor')
  })

  test.each([
    [1280, 641, 2],
    [1366, 641, 2],
    [1366, 768, 3],
    [1920, 1080, 3],
  ])('P6: at %i x %i with the floor given, %i hands are whole', async (width, height, least) => {
    await show([width, height])
    const panel = await page().locator('#panel').boundingBox()
    if (!panel) throw new Error('no panel')
    const whole = (await gallery().boxes('[data-hand]')).filter((hand) => hand.bottom <= panel.y + panel.height + 1)
    expect(whole.length).toBeGreaterThanOrEqual(least)
  })

  test('P7: with the pointer in the desk a new hand changes the order of no row', async () => {
    await showAnew()
    const names = () => page().locator('#panel [data-hand] b').allTextContents()
    const before = await names()
    expect(before).toHaveLength(3)
    await page().locator('#panel [data-hand]').nth(1).hover()
    await goOn()
    await page().locator('[data-hand]').nth(3).waitFor()
    expect(await names()).toEqual([...before, 'Yusuf Exempel'])
    // The key gives the floor to the row that shows it, wherever a fairer order would put the new one.
    await listen()
    await page().keyboard.press('KeyG')
    const [first] = await page()
      .locator('#panel [data-hand]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-hand')))
    expect(await acts()).toMatchObject([{ message: 'floor:set', content: { memberId: first, given: true } }])
    await page().mouse.move(300, 300)
    await expect.poll(names, { timeout: 4_000 }).not.toEqual([...before, 'Yusuf Exempel'])
  })

  test('P8: what happens every minute takes one press, what happens once takes two', async () => {
    await showAnew()
    await listen()
    await press('next')
    expect(await acts()).toMatchObject([{ message: 'slide:show', content: { slide: { slideNumber: 3 } } }])
    await press('floor-give')
    await press('floor-take')
    expect((await acts()).slice(1)).toMatchObject([
      { message: 'floor:set', content: { given: true } },
      { message: 'floor:set', content: { given: false } },
    ])
    await page().locator('#tab-question').click()
    await press('ask-yes-no')
    expect((await acts()).at(-1)).toMatchObject({ message: 'question:open', content: { question: { text: '' } } })
    await press('break')
    await press('break-minutes')
    expect((await acts()).at(-1)).toMatchObject({ message: 'break:start', content: { minutes: 5 } })
    await press('end')
    expect(await page().evaluate(() => document.activeElement?.getAttribute('data-control'))).not.toBe('end-now')
    await press('end-now')
    expect((await acts()).at(-1)).toMatchObject({ message: 'lesson:end' })
  })

  test('keys turn pages and act by their place, and not in a field', async () => {
    await showAnew()
    await listen()
    await page().keyboard.press('PageDown')
    await page().keyboard.press('KeyG')
    await page().keyboard.press('KeyT')
    expect((await acts()).map((one) => one.message)).toEqual(['slide:show', 'floor:set', 'floor:set'])
    await page().locator('#tab-question').click()
    await page().locator('#panel textarea').fill('')
    await page().keyboard.press('KeyG')
    await page().keyboard.press('PageDown')
    expect(await acts()).toHaveLength(3)
    expect(await page().locator('#panel textarea').inputValue()).toBe('g')
  })

  test('the keys that scroll a list of messages turn no page', async () => {
    await show(LAPTOP, 'sv', 'chat-open')
    await listen()
    await page().locator('#panel ol').focus()
    for (const key of ['End', 'Home', 'PageDown']) await page().keyboard.press(key)
    expect(await acts()).toEqual([])
  })

  test('two classrooms of one town are two tiles', async () => {
    await show(LAPTOP, 'sv', 'rooms-of-one-town')
    expect(await page().locator('[data-town=Bjurholm]').count()).toBe(2)
    await listen()
    for (const at of [0, 1]) {
      await page().locator('[data-town=Bjurholm] [data-tile]').nth(at).click()
      await press('room-floor')
    }
    expect(new Set((await acts()).map(({ content }) => (content as { memberId: string }).memberId)).size).toBe(2)
  })

  test('in Arabic the stage stands at the right', async () => {
    await show(LAPTOP, 'ar')
    expect((await gallery().region('stage')).left).toBeGreaterThan((await gallery().region('desk')).left)
  })
}

/** Head, tools and foot are single rows, nothing in them is cut, and the page does not scroll. */
async function expectRows(gallery: Gallery, [width, height]: Size): Promise<void> {
  for (const [region, children] of [
    ['controls', '[data-region=controls] .ck-control'],
    ['tools', '[data-region=tools] > *'],
    ['head', '[data-region=head] > div:not(.ck-line) > *:not(.sr-only):not(.ck-line)'],
  ] as const) {
    const middles = (await gallery.boxes(children))
      .filter((box) => box.height > 8)
      .map((box) => box.top + box.height / 2)
    expect(Math.max(...middles) - Math.min(...middles), `${region} is one row`).toBeLessThanOrEqual(4)
    const cut = await gallery.page.evaluate((name) => {
      const element = document.querySelector(`[data-region=${name}]`)
      return element ? element.scrollWidth - element.clientWidth : 999
    }, region)
    expect(cut, `${region} is not cut`).toBeLessThanOrEqual(0)
    for (const box of await gallery.boxes(children))
      expect(isInside(box, [width, height]), `${region} is inside`).toBe(true)
  }
  const scrolls = await gallery.page.evaluate(() => document.documentElement.scrollHeight > innerHeight)
  expect(scrolls, 'the page scrolls').toBe(false)
}

/** All nine tiles are in the window with whole names. */
async function expectTiles(gallery: Gallery, size: Size): Promise<void> {
  const tiles = await gallery.boxes('.ck-room')
  expect(tiles).toHaveLength(9)
  for (const tile of tiles) expect(isInside(tile, size)).toBe(true)
  const cut = await gallery.page.evaluate(() =>
    [...document.querySelectorAll('.ck-room .is-name')].flatMap((name) => {
      // A text is cut where its own width is more than its box.
      const range = document.createRange()
      range.selectNodeContents(name)
      return range.getBoundingClientRect().width > name.getBoundingClientRect().width + 0.5 ? [name.textContent] : []
    }),
  )
  expect(cut, 'names that are cut').toEqual([])
}

function expectSame(after: Record<string, Box>, before: Record<string, Box>, why: string): void {
  for (const [name, box] of Object.entries(before)) {
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      expect(Math.abs((after[name]?.[side] ?? -99) - box[side]), `${name} ${side}: ${why}`).toBeLessThanOrEqual(1)
    }
  }
}

testPresenter(openGallery())
