import type { Browser } from 'playwright-core'

import type { PageOfPeople } from './pages'

export type FirstLoad = { htmlBytes: number; jsBytes: number; cssBytes: number; fontBytes: number; fonts: string[] }

/** What a browser downloads on its first visit until the page is rendered, in compressed bytes. */
export async function measureFirstLoad(
  browser: Browser,
  url: string,
  { path, cookie = '' }: PageOfPeople,
): Promise<FirstLoad> {
  const context = await browser.newContext({ locale: 'sv-SE' })
  const cookies = cookie.split('; ').filter(Boolean)
  await context.addCookies(
    cookies.map((one) => ({ name: one.slice(0, one.indexOf('=')), value: one.slice(one.indexOf('=') + 1), url })),
  )
  const page = await context.newPage()
  await page.goto(url + path, { waitUntil: 'load' })
  const { html, resources } = await page.evaluate(async () => {
    await document.fonts.ready
    const sizeOf = (entry: PerformanceResourceTiming) => ({
      name: new URL(entry.name).pathname,
      bytes: entry.encodedBodySize,
    })
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return { html: navigation?.encodedBodySize ?? 0, resources: all.map(sizeOf) }
  })
  await context.close()
  const sumOf = (ending: string) =>
    resources.filter(({ name }) => name.endsWith(ending)).reduce((total, { bytes }) => total + bytes, 0)
  const fonts = resources.filter(({ name }) => name.endsWith('.woff2'))
  return {
    htmlBytes: html,
    jsBytes: sumOf('.js'),
    cssBytes: sumOf('.css'),
    fontBytes: sumOf('.woff2'),
    fonts: fonts.map(({ name }) => (name.split('/').at(-1) ?? '').replace(/-wght.*/, '')),
  }
}
