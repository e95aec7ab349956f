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
  await hub.page
    .getByRole('status')
    .getByText(/går inte att läsa och visas som en grå bild/)
    .waitFor()
})

test('letters whose font is not in the file are named with their page', async () => {
  await add('arabic-font-not-embedded')
  await hub.page.getByRole('status').getByText('Bokstäver på sida 1 kan se fel ut').waitFor()
  expect(await hub.page.getByText('är tom').count()).toBe(0)
})

test('a page without anything on it is named, and nothing is said of a document that is whole', async () => {
  const page = await hub.page.context().newPage()
  const make = async (name: string, second: string) => {
    await page.setContent(`<p>Ett</p><p style="break-before: page">${second}</p>`)
    return { name: `${name}.pdf`, mimeType: 'application/pdf', buffer: await page.pdf() }
  }
  await hub.page.locator('input[type=file]').setInputFiles(await make('tom-sida', '&nbsp;'))
  await hub.page.getByRole('status').getByText('Sida 2 är tom.').waitFor()
  await hub.page.locator('input[type=file]').setInputFiles(await make('hel', 'Två'))
  await hub.page.locator('li', { hasText: 'hel' }).waitFor()
  expect(await hub.page.getByText('är tom').count()).toBe(0)
  await page.close()
})

test.each([
  ['a form that only its maker can draw', 'xfa-please-wait', /formulär/],
  ['a document without pages', 'no-pages', /går inte att läsa/],
])('%s is refused with a sentence', async (_, name, sentence) => {
  await add(name)
  await hub.page.getByText(sentence).waitFor()
  expect(await hub.page.locator('li', { hasText: name }).count()).toBe(0)
})
