import type { Page } from 'playwright-core'

/** What a text is to its reader, by the nearest `data-text`; the rest is `other`. */
export type ShownText = { text: string; fontPx: number; kind: string }

/** All texts that are drawn: those of an open sheet, or else of the whole surface. */
export async function textsOf(page: Page): Promise<ShownText[]> {
  return await page.evaluate(() => {
    const root = document.querySelector('dialog[open]') ?? document.querySelector('[data-example]') ?? document.body
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const found: { text: string; fontPx: number; kind: string }[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (!parent || text === '' || !parent.checkVisibility() || parent.closest('.sr-only, script, style')) continue
      const fontPx = Number.parseFloat(getComputedStyle(parent).fontSize)
      found.push({ text, fontPx, kind: parent.closest('[data-text]')?.getAttribute('data-text') ?? 'other' })
    }
    return found
  })
}

/** Texts whose contrast to their ground is less than wanted. Grounds are plain colours. */
export async function faintTexts(page: Page, least: number): Promise<string[]> {
  return await page.evaluate((wanted) => {
    const canvas = new OffscreenCanvas(1, 1)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    const rgba = (colour: string): number[] => {
      if (!context) return []
      context.clearRect(0, 0, 1, 1)
      context.fillStyle = colour
      context.fillRect(0, 0, 1, 1)
      return [...context.getImageData(0, 0, 1, 1).data]
    }
    const light = (colour: number[]) => {
      const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((value) => {
        const share = value / 255
        return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const groundOf = (element: Element | null): number[] => {
      if (!element) return [255, 255, 255, 255]
      const colour = rgba(getComputedStyle(element).backgroundColor)
      return (colour[3] ?? 0) > 200 ? colour : groundOf(element.parentElement)
    }
    const root = document.querySelector('dialog[open]') ?? document.querySelector('[data-example]') ?? document.body
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || !node.textContent?.trim() || !parent.checkVisibility() || parent.closest('.sr-only, :disabled'))
        continue
      const [one, other] = [light(rgba(getComputedStyle(parent).color)), light(groundOf(parent))]
      const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
      if (contrast < wanted) found.push(`${contrast.toFixed(1)} ${node.textContent.slice(0, 40)}`)
    }
    return found
  }, least)
}

/** Buttons, links and fields that are smaller than a side of `leastPx`. */
export async function smallTargets(page: Page, leastPx: number): Promise<string[]> {
  return await page.evaluate((least) => {
    const root = document.querySelector('dialog[open]') ?? document.querySelector('[data-example]') ?? document.body
    return [...root.querySelectorAll<HTMLElement>('button, a[href], summary, select, input')].flatMap((target) => {
      if (target.matches('.sr-only') || !target.checkVisibility({ visibilityProperty: true })) return []
      const { width, height } = target.getBoundingClientRect()
      if (width >= least - 0.5 && height >= least - 0.5) return []
      const name = target.dataset['control'] ?? target.getAttribute('aria-label') ?? target.textContent.slice(0, 30)
      return [`${name}: ${Math.round(width)} x ${Math.round(height)}`]
    })
  }, leastPx)
}

/** The longest animation or transition of anything that is drawn, in ms. */
export async function longestAnimation(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const inMs = (list: string) =>
      Math.max(...list.split(',').map((one) => Number.parseFloat(one) * (one.trim().endsWith('ms') ? 1 : 1_000)))
    return Math.max(
      ...[...document.querySelectorAll('[data-example] *')].map((element) => {
        const { animationDuration, animationName, transitionDuration } = getComputedStyle(element)
        return Math.max(animationName === 'none' ? 0 : inMs(animationDuration), inMs(transitionDuration))
      }),
    )
  })
}
