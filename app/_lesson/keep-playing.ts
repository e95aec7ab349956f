/** So often an element that the system keeps pausing is started again. */
const TRY_AGAIN_MS = 1_000

/**
 * Plays an element, and again whenever something else than this page pauses it: a telephone call, the system's player, a
 * page that was hidden. `onBlocked` says whether the browser wants a touch first.
 * @returns what lets it pause.
 */
export function keepPlaying(element: HTMLMediaElement, onBlocked?: (isBlocked: boolean) => void): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const play = () => {
    if (signal.aborted) return
    element.play().then(
      () => onBlocked?.(false),
      (error: unknown) => {
        if (!signal.aborted && error instanceof Error && error.name === 'NotAllowedError') onBlocked?.(true)
      },
    )
  }
  // Not at once: the system may pause several elements in a row, or for as long as its call lasts.
  element.addEventListener('pause', () => setTimeout(() => element.paused && play(), TRY_AGAIN_MS), { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && play(), { signal })
  play()
  return () => stop.abort()
}
