import type { Page } from 'playwright-core'

const LEAST = 4.5

/** Texts inside an element whose colour is too close to the ground that they stand on. */
export async function contrastFaults(page: Page, within: string): Promise<string[]> {
  return await page.evaluate(
    ({ css, least }) => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 1
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const rgba = (colour: string) => {
        if (!context) return [0, 0, 0, 0]
        context.clearRect(0, 0, 1, 1)
        context.fillStyle = colour
        context.fillRect(0, 0, 1, 1)
        return [...context.getImageData(0, 0, 1, 1).data]
      }
      const luminance = ([red = 0, green = 0, blue = 0]: number[]) => {
        const part = (value: number) => (value <= 10 ? value / 3_294 : ((value / 255 + 0.055) / 1.055) ** 2.4)
        return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
      }
      const groundOf = (from: Element | null) => {
        for (let at = from; at; at = at.parentElement) {
          const ground = rgba(getComputedStyle(at).backgroundColor)
          if ((ground[3] ?? 0) > 230) return ground
        }
        return [255, 255, 255]
      }
      const root = document.querySelector(css)
      if (!root) return ['nothing to read']
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const faults: string[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement
        const text = node.textContent?.trim() ?? ''
        if (!parent || text === '' || parent.closest('.sr-only, :disabled') || parent.getClientRects().length === 0)
          continue
        const [one, other] = [luminance(rgba(getComputedStyle(parent).color)), luminance(groundOf(parent))]
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
        if (ratio < least) faults.push(`${text.slice(0, 30)}: ${ratio.toFixed(1)}`)
      }
      return faults
    },
    { css: within, least: LEAST },
  )
}
