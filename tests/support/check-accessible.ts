import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Fails when axe finds something, or when the page is wider than its window. */
export async function checkAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
}

/** Fails when a wall shows text smaller than a 25th of its height: too small to be read from five metres. */
export async function checkReadableFromAfar(page: Page): Promise<void> {
  const small = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const isShown =
        parent?.checkVisibility() === true &&
        parent.tagName !== 'SCRIPT' &&
        node.textContent?.trim() !== '' &&
        // What only a screen reader reads.
        parent.closest('.sr-only') === null
      if (parent && isShown && Number.parseFloat(getComputedStyle(parent).fontSize) < innerHeight / 25)
        found.push(node.textContent ?? '')
    }
    return found
  })
  expect(small).toEqual([])
}
