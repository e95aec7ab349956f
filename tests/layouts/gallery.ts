import type { Browser, Page } from 'playwright-core'

import type { StateName } from '@/app/(dev)/dev/states/state-example'
import type { Surface } from '@/app/(dev)/dev/states/surfaces'

import { showState } from '@/tests/rehearsal/look-at-state'

export type Box = { left: number; top: number; right: number; bottom: number; width: number; height: number }
export type Size = readonly [width: number, height: number]
export type Shown = { surface: Surface; state: StateName; language?: string; size: Size }

/** The gallery in one window, which shows one state of one surface after another. */
export class Gallery {
  readonly page: Page
  readonly #url: string
  #language = ''
  #state: StateName | null = null

  private constructor(page: Page, url: string) {
    this.page = page
    this.#url = url
  }

  static async open(browser: Browser, url: string): Promise<Gallery> {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const page = await context.newPage()
    // The sign of the development server lies over a corner of the page.
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        const style = document.createElement('style')
        style.textContent = 'nextjs-portal { display: none }'
        document.head.append(style)
      })
    })
    return new Gallery(page, url)
  }

  async show({ surface, state, language = 'sv', size: [width, height] }: Shown): Promise<void> {
    await this.page.setViewportSize({ width, height })
    // The texts of another language come with another page, and the same state again begins as new.
    if (language !== this.#language || state === this.#state) await this.page.goto('about:blank')
    this.#language = language
    this.#state = state
    await showState(this.page, { surface, state, language }, this.#url)
    await this.page.evaluate(() => document.fonts.ready)
    await this.settle()
  }

  /** The boxes of all regions of a name that are drawn. */
  async regions(name: string): Promise<Box[]> {
    return await this.boxes(`[data-region=${name}]`)
  }

  /** The box of a region; an error when it is not drawn, or more than once. */
  async region(name: string): Promise<Box> {
    const [found, ...more] = await this.regions(name)
    if (!found || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} regions "${name}"`)
    return found
  }

  async boxes(selector: string): Promise<Box[]> {
    return await this.page.evaluate(
      (css) =>
        [...document.querySelectorAll(css)].flatMap((element) => {
          const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
          return width > 0 && height > 0 ? [{ left, top, right, bottom, width, height }] : []
        }),
      selector,
    )
  }

  /** Until what was changed is drawn: with reduced motion a change of style still takes a frame. */
  async settle(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
    )
  }

  /** How many of 39 x 23 points over a region's box are covered by something else. */
  async coveredPoints(name: string): Promise<number> {
    return await this.page.evaluate((region) => {
      const element = document.querySelector(`[data-region=${region}]`)
      if (!element) throw new Error(`no region "${region}"`)
      const { left, top, width, height } = element.getBoundingClientRect()
      let covered = 0
      for (let x = 1; x < 40; x += 1)
        for (let y = 1; y < 24; y += 1) {
          const there = document.elementFromPoint(left + (width * x) / 40, top + (height * y) / 24)
          if (!there || !element.contains(there)) covered += 1
        }
      return covered
    }, name)
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}

export function isInside(inner: Box, [width, height]: Size): boolean {
  return inner.left >= -1 && inner.top >= -1 && inner.right <= width + 1 && inner.bottom <= height + 1
}

export function overlaps(one: Box, other: Box): boolean {
  return (
    one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1
  )
}
