import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Fills fields by their names: a choice by its text, a checkbox by its label's. */
export async function fill(form: Locator, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = form.locator(`[name="${name}"]`)
    const isChoice = await field.evaluate((element) => element instanceof HTMLSelectElement)
    await (isChoice ? field.selectOption({ label: value }) : field.fill(value))
  }
}

/** Sends a form by its button, as a person does. */
export const send = (form: Locator) => form.locator('button[type=submit]').click()

/** Searches a list of the office. */
export async function searchOn(page: Page, text: string): Promise<void> {
  const form = page.locator('form[role=search]')
  await fill(form, { search: text })
  await send(form)
}

/** The names in the first column of a list; the same after a reload. */
export async function expectNames(page: Page, names: string[]): Promise<void> {
  const shown = () => page.locator('main tbody tr td:first-child a').allTextContents()
  await expect.poll(shown).toEqual(names)
  await page.reload()
  expect(await shown()).toEqual(names)
}
