import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import type { Sender } from './fake-media'
import { forwardShare, listen, watchPicture, type Watchable } from './watch-media'

const WATCH_MS = 2_000
/** A connection that is just being made, or made again, may take a while; how long is measured elsewhere. */
const PATIENCE_MS = 60_000
/** Audio that has ended is still played out of its buffer; more than that would be a leak. */
const SILENCE_MS = 10_000
const FRAMES_MIN = 8
/** So many that one frame which is shown again or late does not spoil the share that goes forward. */
const FRAMES_ENOUGH = 12
const FORWARD_MIN = 0.9
const HEARD_MIN = 0.3
const SILENT_MAX = 0.08

/** The picture moves, in order, and is the sender's. */
export async function expectPicture(page: Watchable, pictureOf: string, sender: Sender): Promise<void> {
  await expectSoon(`${pictureOf} shows ${sender}`, PATIENCE_MS, async () => {
    const { numbers, foreign } = await watchPicture(page, pictureOf, { sender, ms: WATCH_MS, enough: FRAMES_ENOUGH })
    const seen = { frames: new Set(numbers).size, forward: forwardShare(numbers), foreign }
    const isSo = seen.frames > FRAMES_MIN && seen.forward > FORWARD_MIN && foreign < numbers.length / 2
    return { isSo, seen }
  })
}

/** Whose tones the page plays, and whose it does not. */
export async function expectHeard(
  page: Watchable,
  heard: readonly Sender[],
  silent: readonly Sender[] = [],
): Promise<void> {
  const withinMs = silent.length > 0 ? SILENCE_MS : PATIENCE_MS
  await expectSoon(`hears ${heard.join(', ') || 'nobody'}, and not ${silent.join(', ') || '–'}`, withinMs, async () => {
    const early = silent.length > 0 ? undefined : { awaited: [...heard], enough: HEARD_MIN }
    const seen = await listen(page, WATCH_MS, early)
    const isSo = heard.every((one) => seen[one] > HEARD_MIN) && silent.every((one) => seen[one] < SILENT_MAX)
    return { isSo, seen }
  })
}

type Look = () => Promise<{ isSo: boolean; seen: object }>

/** Looks again until what is wanted is so. */
export async function expectSoon(wanted: string, withinMs: number, look: Look): Promise<void> {
  const endsAt = performance.now() + withinMs
  for (;;) {
    const { isSo, seen } = await look()
    if (isSo) return
    if (performance.now() > endsAt) expect.fail(`${wanted}: ${JSON.stringify(seen)}`)
  }
}

/** Nothing of these senders is heard from now on, without patience. */
export async function expectSilence(page: Watchable, silent: readonly Sender[]): Promise<void> {
  const shares = await listen(page, WATCH_MS)
  for (const sender of silent) expect(shares[sender], `does not hear ${sender}`).toBeLessThan(SILENT_MAX)
}

/** A picture that comes and goes: none with this name on the page. */
export async function expectNoPicture(page: Page, pictureOf: string): Promise<void> {
  await page.locator(`video[data-picture-of="${pictureOf}"]`).first().waitFor({ state: 'detached' })
}
