/**
 * Runs each of these to its end, whatever the others do: what is closed because somebody leaves must not stay open, and
 * must not take anybody else with it, when a worker's channel has failed. That the channel has failed is found out by
 * whoever looks after workers.
 */
export function closeSafely(...closings: (() => void)[]): void {
  for (const close of closings) {
    try {
      close()
    } catch {
      // The worker cannot be told any more. It is replaced, and what was to be closed goes with it.
    }
  }
}
