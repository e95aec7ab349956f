import axe from 'axe-core'
import type { Page } from 'playwright-core'

const SETTLED_MS = 5_000
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type WithAxe = { axe?: typeof axe }

/** What axe finds on a page: each rule with the elements that break it. The page keeps axe until it is left. */
export async function findViolations(page: Page): Promise<string[]> {
  await untilSettled(page)
  const hasAxe = await page.evaluate(() => (window as WithAxe).axe !== undefined)
  if (!hasAxe) await page.evaluate(axe.source)
  return await page.evaluate(async (rules) => {
    const loaded = (window as WithAxe).axe
    if (!loaded) throw new Error('axe did not load')
    const { violations } = await loaded.run(document, { runOnly: rules, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  }, RULES)
}

/**
 * A page gets its title after its content, and a colour within a transition is not the one that stays. Animations that
 * never end are not waited for, nor anything longer than `SETTLED_MS`: axe then judges what is there.
 */
async function untilSettled(page: Page): Promise<void> {
  await page.evaluate(async (timeoutMs) => {
    const endsAt = performance.now() + timeoutMs
    const isMoving = () =>
      document.getAnimations().some((one) => {
        const endMs = Number(one.effect?.getComputedTiming().endTime)
        return one.playState === 'running' && endMs < timeoutMs
      })
    do await new Promise((resolve) => setTimeout(resolve, 50))
    while (performance.now() < endsAt && (document.title === '' || isMoving()))
  }, SETTLED_MS)
}
