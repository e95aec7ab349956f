import path from 'node:path'

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { gatherInLesson, type Cast } from '@/tests/support/cast'
import type { Visit } from '@/tests/support/people'

let cast: Cast
let hub: Visit
beforeAll(async () => {
  ;({ hub, ...cast } = await gatherInLesson())
})
afterAll(() => cast.close())

const add = (name: string) =>
  hub.page.locator('input[type=file]').setInputFiles(path.join('tests', 'fixtures', 'documents', `${name}.pdf`))

/** Pixels of the slide on the stage whose largest share is red, green or blue, and clearly so. */
async function coloursOf(page: Page): Promise<Record<'red' | 'green' | 'blue', number>> {
  return page
    .locator('[data-page] img')
    .first()
    .evaluate(async (picture: HTMLImageElement) => {
      await picture.decode()
      const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight)
      const context = canvas.getContext('2d')
      context?.drawImage(picture, 0, 0)
      const { data = new Uint8ClampedArray() } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? {}
      const found = { red: 0, green: 0, blue: 0 }
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
        if (red > green + 80 && red > blue + 80) found.red += 1
        if (green > red + 80 && green > blue + 80) found.green += 1
        if (blue > red + 80 && blue > green + 80) found.blue += 1
      }
      return found
    })
}

test.each([
  ['a note drawn by hand, without leave to be printed', 'annots-screen-and-print', 'red'],
  ['a layer for the screen', 'layers-screen-and-print', 'green'],
] as const)('%s is on the slide', async (_, name, colour) => {
  await add(name)
  const row = hub.page.locator('li', { hasText: name })
  await row.getByRole('button', { name: 'Visa', exact: true }).click()
  await hub.page.locator('[data-page] img').first().waitFor()
  await expect.poll(() => coloursOf(hub.page).then((found) => found[colour])).toBeGreaterThan(500)
})

test('what is for paper only is not', async () => {
  // The layers are still shown: the one for paper is red.
  expect((await coloursOf(hub.page)).red).toBeLessThan(50)
})

test('one page that cannot be read costs only itself', async () => {
  await add('one-page-of-40-not-a-dict')
  const row = hub.page.locator('li', { hasText: 'one-page-of-40' })
  await row.getByRole('button', { name: 'Visa', exact: true }).waitFor()
  expect(await row.count()).toBe(1)
})

test.each([
  ['a form that only its maker can draw', 'xfa-please-wait', /formulär/],
  ['a document without pages', 'no-pages', /går inte att läsa/],
])('%s is refused with a sentence', async (_, name, sentence) => {
  await add(name)
  await hub.page.getByText(sentence).waitFor()
  expect(await hub.page.locator('li', { hasText: name }).count()).toBe(0)
})
