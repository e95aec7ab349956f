/**
 * Attaches a received track to an element. A stream whose packets are still to come delays the page's load event, and
 * with it the browser's sign that the page is there: such a track waits for either.
 * @returns what takes the track away again.
 */
export function attachTrack(element: HTMLMediaElement, track: MediaStreamTrack, onAttached: () => void): () => void {
  const stop = new AbortController()
  const attach = () => {
    stop.abort()
    element.srcObject = new MediaStream([track])
    onAttached()
  }
  if (!track.muted || document.readyState === 'complete') attach()
  else {
    track.addEventListener('unmute', attach, { signal: stop.signal })
    window.addEventListener('load', attach, { signal: stop.signal })
  }
  return () => {
    stop.abort()
    element.srcObject = null
  }
}
