import type { Page } from 'playwright-core'

/** Creates a link in the cockpit and reads it there, as the communicator would copy it. */
export async function invite(hub: Page, kind: string, values: Record<string, string> = {}): Promise<string> {
  await hub.locator(kind === 'interpreter' ? '#tab-channels' : '#tab-people').click()
  const form = hub.locator(`[data-invite=${kind}]`)
  if ((await form.getAttribute('open')) === null) await form.locator('summary').click()
  const before = await form
    .locator('[data-link]')
    .getAttribute('data-link', { timeout: 200 })
    .catch(() => null)
  for (const [name, value] of Object.entries(values)) {
    const field = form.locator(`[name=${name}]`)
    await ((await field.evaluate((element) => element.tagName)) === 'SELECT'
      ? field.selectOption(value)
      : field.fill(value))
  }
  await form.locator('button[type=submit]').click()
  const made = before === null ? form.locator('[data-link]') : form.locator(`[data-link]:not([data-link="${before}"])`)
  return (await made.getAttribute('data-link')) ?? ''
}
