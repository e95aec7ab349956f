import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { gatherInLesson, type Cast } from '@/tests/support/cast'
import type { Visit } from '@/tests/support/people'
import { coloursOf } from '@/tests/support/slide-colours'

let cast: Cast
let hub: Visit
beforeAll(async () => {
  ;({ hub, ...cast } = await gatherInLesson())
})
afterAll(() => cast.close())

const add = (name: string) =>
  hub.page.locator('input[type=file]').setInputFiles(path.join('tests', 'fixtures', 'documents', `${name}.pdf`))

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
