import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import type { StateName } from '@/app/(dev)/dev/states/state-example'
import { SIZES, SIZES_OF, type Size, type Surface } from '@/app/(dev)/dev/states/surfaces'
import { directionOf } from '@/domain/languages'
import { findViolations } from '@/tests/support/axe'
import { checkReadableFromAfar, checkTouchTargets, checkWidth } from '@/tests/support/check-accessible'
import { savePicture, takePicture } from '@/tests/support/picture'

export type Seen = { surface: Surface; state: StateName; language: string }

export const windowOf = (size: Size) => ({ width: size, height: SIZES[size] })

/** Shows a state on a page: the first one as a new page, the next ones in its place. */
export async function showState(page: Page, { surface, state, language }: Seen, url: string): Promise<void> {
  const query = `?${new URLSearchParams({ surface, state, language })}`
  if (page.url().startsWith(url)) await page.evaluate((next) => window.history.replaceState(null, '', next), query)
  else await page.goto(`${url}/dev/states${query}`)
  const shown = `[data-example="${surface}/${state}/${language}"][data-ready=true]`
  const direction = directionOf(language)
  await page
    .locator(`html[lang=${language}][dir=${direction}] ${shown}:not(:has(.skeleton))`)
    .waitFor({ state: 'attached' })
}

/** Checks that a state can be read, reached and touched; returns what is wrong. */
export async function faultsOf(page: Page, { surface, state, language }: Seen): Promise<string[]> {
  const name = `${surface}/${state}/${language}`
  const checks = [
    () => checkWords(page, name),
    () => checkByAxe(page, name),
    () => checkWidth(page, name),
    ...(surface === 'screen'
      ? [() => checkReadableFromAfar(page, name)]
      : [() => checkTouchTargets(page, name), () => checkUncovered(page, name)]),
  ]
  const faults: string[] = []
  const picture = `state-${surface}-${state}-${language}`
  await takePicture(page, picture)
  for (const check of checks) {
    await check().catch((fault: unknown) => faults.push(fault instanceof Error ? fault.message : String(fault)))
  }
  if (faults.length > 0) await savePicture(page, picture)
  return faults
}

/** What is wrong with a state at the other sizes of its surface: there a page can only be too wide. */
export async function faultsInWidth(page: Page, { surface, state, language }: Seen): Promise<string[]> {
  const [usual = 390, ...others] = SIZES_OF[surface]
  const faults: string[] = []
  for (const size of others) {
    await page.setViewportSize(windowOf(size))
    await checkWidth(page, `${surface}/${state}/${language} at ${size}`).catch((fault: unknown) =>
      faults.push(String(fault)),
    )
  }
  await page.setViewportSize(windowOf(usual))
  return faults
}

/** A missing text shows its key. */
async function checkWords(page: Page, name: string): Promise<void> {
  const text = await page.locator('body').innerText()
  const pictures = await page.locator('[data-example] :is(video, img)').count()
  expect(text.trim() !== '' || pictures > 0, `${name} shows something`).toBe(true)
  expect(text, `${name} lacks a text`).not.toMatch(/\b(situation|device|over|live|errors|common)[.:][a-z]/)
}

async function checkByAxe(page: Page, name: string): Promise<void> {
  expect((await findViolations(page)).join('\n'), `${name}: axe`).toBe('')
}

/** Fails when a touch target is covered by something else once it is scrolled to. */
async function checkUncovered(page: Page, name: string): Promise<void> {
  const covered = await page.evaluate(() => {
    // Targets behind an open sheet do not count.
    const root = document.querySelector('dialog[open]') ?? document
    return [...root.querySelectorAll<HTMLElement>('button, a[href], select, textarea, summary, input')].flatMap(
      (element) => {
        if (element.matches('.sr-only') || !element.checkVisibility({ visibilityProperty: true })) return []
        // A sticky neighbour may cover one end of the area that scrolls, but not both.
        const isClear = (['end', 'center', 'start'] as const).some((block) => {
          element.scrollIntoView({ block, inline: 'center' })
          const { left, top, width, height } = element.getBoundingClientRect()
          const there = document.elementFromPoint(left + width / 2, top + height / 2)
          return there !== null && (element.contains(there) || there.contains(element))
        })
        return isClear ? [] : [element.outerHTML.slice(0, 160)]
      },
    )
  })
  expect(covered.join('\n'), `${name}: covered`).toBe('')
}
