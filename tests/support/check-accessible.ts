import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { findViolations } from './axe'

/** Fails when axe finds something, or when the page is wider than its window. */
export async function checkAccessible(page: Page, name = page.url()): Promise<void> {
  expect(await findViolations(page), `${name}: axe`).toEqual([])
  await checkWidth(page, name)
}

/** Fails when a page is wider than its window. */
export async function checkWidth(page: Page, name = page.url()): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
}

/** Fails when a screen shows text smaller than a 25th of its height: too small to be read from five metres. */
export async function checkReadableFromAfar(page: Page, name = page.url()): Promise<void> {
  const small = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const isShown =
        parent?.checkVisibility() === true &&
        parent.tagName !== 'SCRIPT' &&
        node.textContent?.trim() !== '' &&
        // Only for screen readers.
        parent.closest('.sr-only') === null
      if (parent && isShown && Number.parseFloat(getComputedStyle(parent).fontSize) < innerHeight / 25)
        found.push(node.textContent ?? '')
    }
    return found
  })
  expect(small, `${name}: too small to read`).toEqual([])
}

const TOUCH_MIN_PX = 44

/** Fails when a touch target is smaller than a fingertip. Links inside a sentence may be as high as their line. */
export async function checkTouchTargets(page: Page, name = page.url()): Promise<void> {
  const small = await page.evaluate((minPx) => {
    const all = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary')]
    return all.flatMap((element) => {
      // Inputs only for screen readers are touched through their label.
      const target = element.matches('.sr-only, [type=radio], [type=checkbox]')
        ? element.closest<HTMLElement>('label')
        : element
      const isInSentence = element.tagName === 'A' && getComputedStyle(element).display === 'inline'
      if (!target || isInSentence || !target.checkVisibility({ visibilityProperty: true })) return []
      const { width, height } = target.getBoundingClientRect()
      if (Math.round(width) >= minPx && Math.round(height) >= minPx) return []
      const words = target.getAttribute('aria-label') ?? target.textContent
      return [`${target.tagName} ${words.trim().slice(0, 40)}: ${Math.round(width)} x ${Math.round(height)}`]
    })
  }, TOUCH_MIN_PX)
  expect(small, `${name}: too small to touch`).toEqual([])
}
