import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

import { fill, send } from '@/tests/support/forms'

export type Office = {
  page: Page
  url: string
  formOn: (page: Page) => Locator
  look: (page: Page, name: string) => Promise<void>
}

/** A permit is stated for Layla, first with an end before its beginning, with languages, needs and contacts. */
export async function stateAPermit({ page, url, formOn, look }: Office): Promise<void> {
  await page.goto(`${url}/office/participants?search=Layla`)
  await page.getByRole('link', { name: 'Layla' }).click()
  await page.getByText('Inget tillstånd gäller i dag.').waitFor()
  await page.getByRole('link', { name: 'Ändra' }).click()
  const form = formOn(page)
  await form.getByRole('button', { name: 'Lägg till ett tillstånd' }).click()
  await form.getByRole('button', { name: 'Lägg till ett språk' }).click()
  await fill(form, {
    ...{ 'permits.0.ground': 'Flykting', 'permits.0.fromOn': '2025-01-10', 'permits.0.untilOn': '2024-01-10' },
    ...{ 'languages.0.language': 'engelska', 'languages.0.use': 'läser det', literacy: 'Lite', bornOn: '1992-04-10' },
    ...{ legalSex: 'Kvinna', dossierNumber: '12-345678', phone: '070-740 11 99', contactPerson: 'Sara Exempel' },
  })
  await form.getByLabel('Barnpassning').check()
  await send(form)
  await form.getByText('Slutet ligger före början.').waitFor()
  expect(await form.locator('[name="permits.0.untilOn"]').getAttribute('aria-invalid')).toBe('true')
  await look(page, 'participant-permit-refused-sv')
  await fill(form, { 'permits.0.untilOn': '' })
  await send(form)
  await page.waitForURL(/done=saved/)
  await page.goto(`${url}/office/participants?search=Layla`)
  await page.getByRole('link', { name: 'Layla' }).click()
  await page.getByText('Flykting sedan 2025-01-10').waitFor()
  await page.getByText('lag (2013:156) 1 a §, utlänningslagen 5 kap. 1 §').waitFor()
  for (const fact of ['Etableringsgruppen', 'Schablonersättning', 'engelska (läser det)', 'Barnpassning', '12-345678'])
    expect(await page.locator('main').textContent()).toContain(fact)
  await look(page, 'participant-entitled-sv')
  const size = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.locator('summary', { hasText: 'Registerutdrag' }).click()
  const extract = page.locator('form[action$="/extract"]')
  await send(extract)
  await page.getByText('Skriv varför.').waitFor()
  await look(page, 'participant-extract-refused-sv')
  await fill(extract, { reason: 'Begäran enligt artikel 15' })
  const [file] = await Promise.all([page.waitForEvent('download'), send(extract)])
  expect(file.suggestedFilename()).toMatch(/^register-\d+-.*\.xlsx$/)
  await page.setViewportSize({ width: 320, height: 640 })
  await look(page, 'participant-entitled-320-sv')
  await page.getByRole('link', { name: 'Ändra' }).click()
  await formOn(page).locator('[name="permits.0.ground"]').waitFor()
  await look(page, 'participant-edit-320-sv')
  await page.setViewportSize(size)
}
