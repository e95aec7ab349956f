import type { Page } from 'playwright-core'

import type { CheckOutcome, CheckPart } from '@/domain/checks/assess-check'

const CHECK_MS = 90_000

/** Runs the check of a phone to its end; `answer` says whether the tone was heard. Returns the outcome of each part. */
export async function runPhoneCheck(page: Page, answer: () => Promise<void>): Promise<Record<CheckPart, CheckOutcome>> {
  await page.locator('main button.button-big').click()
  await page.locator('main h1 ~ div button.button-big').first().waitFor()
  await answer()
  await page.locator('[data-verdict]').waitFor({ timeout: CHECK_MS })
  const parts = await page
    .locator('li[data-part]')
    .evaluateAll((rows: HTMLElement[]) => rows.map((row) => [row.dataset.part, row.dataset.outcome]))
  console.log((await page.locator('li[data-part]').allInnerTexts()).join(' | ').replaceAll('\n', ' '))
  return Object.fromEntries(parts) as Record<CheckPart, CheckOutcome>
}

/** The measurements of a path: round trip, loss up and down, rates up and down. */
export async function readFigures(page: Page, path: CheckPart): Promise<number[]> {
  const words = await page.locator(`li[data-part=${path}] p bdi`).allInnerTexts()
  return words.map((text) => Number(/\d+(\.\d+)?/.exec(text)?.[0]))
}
