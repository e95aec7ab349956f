/** So often an element that the system keeps pausing is started again. */
const TRY_AGAIN_MS = 1_000

/**
 * Plays a received track in an element, and again whenever something else than this page pauses it: a telephone call,
 * the system's player, a page that was hidden. A stream whose packets are still to come delays the page's load event, and
 * with it the browser's sign that the page is there: such a track waits for either. `onBlocked` says whether the browser
 * wants a touch first.
 * @returns what takes the track away again.
 */
export function playTrack(
  element: HTMLMediaElement,
  track: MediaStreamTrack,
  onBlocked?: (isBlocked: boolean) => void,
): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const play = () => {
    if (signal.aborted || !element.srcObject) return
    element.play().then(
      () => onBlocked?.(false),
      (error: unknown) => {
        if (!signal.aborted && error instanceof Error && error.name === 'NotAllowedError') onBlocked?.(true)
      },
    )
  }
  const attach = () => {
    if (element.srcObject) return
    element.srcObject = new MediaStream([track])
    play()
  }
  // Not at once: the system may pause several elements in a row, or for as long as its call lasts.
  element.addEventListener('pause', () => setTimeout(() => element.paused && play(), TRY_AGAIN_MS), { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && play(), { signal })
  if (!track.muted || document.readyState === 'complete') attach()
  else {
    track.addEventListener('unmute', attach, { signal })
    window.addEventListener('load', attach, { signal })
  }
  return () => {
    stop.abort()
    element.srcObject = null
  }
}
