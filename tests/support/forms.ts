import type { Locator, Page } from 'playwright-core'

/** Fills fields by their names: a choice by its word, a tick by its label's. */
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
