import type { Locator } from 'playwright-core'

/** Marks a person of the roll: here and away are in their row, the rarer marks behind its dots. */
export async function pressMark(person: Locator, word: string): Promise<void> {
  const radio = person.getByRole('radio', { name: word, exact: true })
  await person.locator('[role=radio]').first().waitFor()
  if ((await radio.count()) === 0) await person.locator('[data-more]').click()
  await radio.click()
}
