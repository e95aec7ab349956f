import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { isStateOf, STATE_NAMES } from '@/app/(dev)/dev/states/states'
import { SIZES_OF, SURFACES } from '@/app/(dev)/dev/states/surfaces'
import { launchChromium, openPage } from '@/tests/support/chromium'
import { startDevPages, type DevPages } from '@/tests/support/dev-pages'

import { faultsInWidth, faultsOf, showState, windowOf } from './look-at-state'

/** One left-to-right language, one right-to-left, and one with large letters. */
const LANGUAGES = ['sv', 'ar', 'ti'] as const

let pages: DevPages
let browser: Browser
beforeAll(async () => {
  ;[pages, browser] = await Promise.all([startDevPages(), launchChromium({ sender: null })])
  // The first request waits until the page is compiled.
  await fetch(`${pages.url}/dev/states?surface=phone&state=live`)
})
afterAll(async () => {
  await browser?.close()
  await pages?.stop()
})

describe.each(SURFACES)('every state of the surface "%s"', (surface) => {
  const states = STATE_NAMES.filter((state) => isStateOf(surface, state))
  const [size = 390] = SIZES_OF[surface]

  test.concurrent.each(LANGUAGES)('in %s can be read, reached and touched', async (language) => {
    const context = await browser.newContext({ viewport: windowOf(size), reducedMotion: 'reduce' })
    const { page, complaints } = await openPage(context)
    const faults: string[] = []
    for (const state of states) {
      await showState(page, { surface, state, language }, pages.url)
      faults.push(...(await faultsOf(page, { surface, state, language })))
      // The longest words of the three.
      if (language === 'sv') faults.push(...(await faultsInWidth(page, { surface, state, language })))
    }
    await context.close()
    expect(faults).toEqual([])
    expect(complaints).toEqual([])
  })
})
