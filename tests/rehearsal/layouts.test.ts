import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'
import { startDevPages, type DevPages } from '@/tests/support/dev-pages'

import { Gallery } from './layouts/gallery'
import { testHost } from './layouts/host'
import { testPhone } from './layouts/phone'
import { testPresenter } from './layouts/presenter'
import { testWall } from './layouts/wall'

let pages: DevPages
let browser: Browser
let gallery: Gallery
beforeAll(async () => {
  ;[pages, browser] = await Promise.all([startDevPages(), launchChromium({ sender: null })])
  // The first request waits until the page is compiled.
  await fetch(`${pages.url}/dev/states?surface=phone&state=live`)
  gallery = await Gallery.open(browser, pages.url)
})
afterAll(async () => {
  await browser?.close()
  await pages?.stop()
})

/** The regions of the live surfaces, measured in the gallery at the sizes that they are made for. */
describe('phone', () => {
  testPhone(() => gallery)
})
describe('host', () => {
  testHost(() => gallery)
})
describe('wall', () => {
  testWall(() => gallery)
})
describe('presenter', () => {
  testPresenter(() => gallery)
})
