import type { Page } from 'playwright-core'

/** Keeps every situation that the page's band shows from now on. */
export async function watchSituations(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = []
    Reflect.set(globalThis, 'situations', seen)
    new MutationObserver(() =>
      seen.push(document.querySelector('[data-situation]')?.getAttribute('data-situation') ?? ''),
    ).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-situation'],
    })
  })
}

export const situationsSeen = (page: Page) =>
  page.evaluate(() => Reflect.get(globalThis, 'situations') as readonly string[])
