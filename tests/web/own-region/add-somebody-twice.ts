import { expect } from 'vitest'

import { fill, send } from '@/tests/support/forms'

import type { Office } from './state-a-permit'

/** Layla is added again in Arabic letters: the form asks, keeps what was typed, and adds another person only when told so. */
export async function addSomebodyTwice({ page, url, formOn, look }: Office): Promise<void> {
  await page.goto(`${url}/office/participants/new`)
  const form = formOn(page)
  await fill(form, {
    ...{
      givenName: 'ليلى',
      familyName: 'Exempel',
      displayName: 'Layla E',
      spokenLanguage: 'arabiska',
      uiLanguage: 'العربية',
    },
    ...{ homeMunicipalityId: 'Umeå', phone: '070-740 11 98' },
  })
  await send(form)
  const question = form.getByRole('alert', { name: 'Finns personen redan?' })
  await question.waitFor()
  expect(await question.evaluate((box) => box === document.activeElement)).toBe(true)
  expect(await question.textContent()).toContain('Layla Exempel')
  expect(await form.locator('input[name=phone]').inputValue()).toBe('070-740 11 98')
  const known = question.getByRole('link', { name: 'Layla Exempel' })
  expect(await known.getAttribute('target')).toBe('_blank')
  await look(page, 'participant-maybe-known-sv')
  // Sent without an answer, the question stays.
  await send(form)
  await question.waitFor()
  await question.getByLabel('Det är en annan person').check()
  await send(form)
  await page.waitForURL(/done=saved/)
  await page.goto(`${url}/office/participants?search=layla`)
  expect(await page.locator('tbody tr').count()).toBe(2)
}
