/*
 * The time of a lesson. It begins as the machine's and goes on evenly: when the machine's clock is set in the middle of a
 * lesson, nobody's minutes grow or shrink, and nothing that was to come in ten minutes comes at once or in an hour.
 */

/** A difference that no slow clock makes. */
const STEP_MS = 2_000

let offsetMs = Date.now() - performance.now()

/** Now, in epoch ms. */
export function nowMs(): number {
  return Math.round(performance.now() + offsetMs)
}

/** Now, as ISO 8601 text. */
export function nowText(): string {
  return new Date(nowMs()).toISOString()
}

/** How far the machine's clock was set since the time was taken from it, in ms; 0 while it was not. */
export function clockStepMs(): number {
  const stepMs = Date.now() - nowMs()
  return Math.abs(stepMs) < STEP_MS ? 0 : stepMs
}

/** Takes the machine's time anew. For a moment in which nothing is measured by it. */
export function takeTimeAnew(): void {
  offsetMs = Date.now() - performance.now()
}
