import type axeCore from 'axe-core'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type WithAxe = { axe?: typeof axeCore }

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

const SETTLED_MS = 5_000

/** A page gets its title after its content, and colours of a transition are nobody's choice; axe judges what stays. */
async function untilSettled(page: Page): Promise<void> {
  await page.evaluate(async (patienceMs) => {
    const endsAt = performance.now() + patienceMs
    const isMoving = () =>
      document
        .getAnimations()
        .some(
          ({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().endTime) < 60_000,
        )
    do await new Promise((resolve) => setTimeout(resolve, 50))
    while (performance.now() < endsAt && (document.title === '' || isMoving()))
  }, SETTLED_MS)
}
