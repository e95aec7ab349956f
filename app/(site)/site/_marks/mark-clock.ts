/** When something happened on this device, by both of its clocks. */
export type Moment = {
  /** The device's clock, which can be wrong and can be set. */
  wallMs: number
  /** Time since this page was opened, which cannot. */
  pageMs: number
  /** The stretch in which `pageMs` can be trusted: one page, without having been hidden. */
  stretch: string
}

let hiddenTimes = 0

/** Counts how often the page was hidden: a device that sleeps may stop the page's clock, and it sleeps hidden. */
export function watchHiding(): () => void {
  const note = () => {
    if (document.visibilityState === 'hidden') hiddenTimes += 1
  }
  document.addEventListener('visibilitychange', note)
  return () => document.removeEventListener('visibilitychange', note)
}

export function readClock(): Moment {
  return {
    wallMs: Date.now(),
    pageMs: Math.round(performance.now()),
    stretch: `${performance.timeOrigin}:${hiddenTimes}`,
  }
}

/**
 * How long ago a moment was, without trusting that the device's clock is right: by the page's own clock, and by the
 * difference of the device's only where the page was closed or hidden in between.
 */
export function millisecondsSince(then: Moment, now: Moment): number {
  const ms = then.stretch === now.stretch ? now.pageMs - then.pageMs : now.wallMs - then.wallMs
  return Math.max(0, Math.round(ms))
}
