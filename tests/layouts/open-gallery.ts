import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'

import { launchChromium } from '@/tests/support/chromium'

import { Gallery } from './gallery'

/** The gallery in a browser of this file's own. */
export function openGallery(): () => Gallery {
  let browser: Browser
  let gallery: Gallery
  beforeAll(async () => {
    browser = await launchChromium({ sender: null })
    gallery = await Gallery.open(browser, inject('devPagesUrl'))
  })
  afterAll(() => browser?.close())
  return () => gallery
}
