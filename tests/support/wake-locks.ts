import type { Page } from 'playwright-core'

/** Runs in a page before its own scripts: counts the wake locks that it holds. */
export function countWakeLocks(): void {
  Reflect.set(globalThis, 'held', 0)
  const hold = (by: number) => Reflect.set(globalThis, 'held', (Reflect.get(globalThis, 'held') as number) + by)
  Object.defineProperty(navigator, 'wakeLock', {
    value: {
      request: async () => {
        hold(1)
        return { release: async () => hold(-1) }
      },
    },
  })
}

export const heldWakeLocks = (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'held') as number)

/** The browser drops a lock when the page is hidden, and tells when it is shown again. */
export const dropWakeLocks = (page: Page) =>
  page.evaluate(() => {
    Reflect.set(globalThis, 'held', 0)
    document.dispatchEvent(new Event('visibilitychange'))
  })
