/*
 * The time of a lesson. It starts from the machine's clock and advances monotonically: if the machine's clock is set
 * during a lesson, nobody's minutes change, and a deadline in ten minutes fires neither immediately nor in an hour.
 */

/** A difference that clock drift cannot explain. */
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

/** How far the machine's clock was set since this clock was started from it, in ms; 0 if it was not. */
export function clockStepMs(): number {
  const stepMs = Date.now() - nowMs()
  return Math.abs(stepMs) < STEP_MS ? 0 : stepMs
}

/** Restarts from the machine's time. Call it only when nothing is being measured. */
export function takeTimeAnew(): void {
  offsetMs = Date.now() - performance.now()
}
