/**
 * Runs each of these to completion, whatever the others do: when a worker's channel has failed, closing one peer must
 * neither leave anything open nor affect other peers. The worker pool detects the failed channel itself.
 */
export function closeSafely(...closings: (() => void)[]): void {
  for (const close of closings) {
    try {
      close()
    } catch {
      // The worker cannot be reached any more. It will be replaced, and everything on it closed.
    }
  }
}
