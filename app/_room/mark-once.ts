/** Sets a user-timing mark the first time that something happens after the tap; the page's join time can be read from it. */
export function markOnce(name: 'samsal:first-voice' | 'samsal:first-frame'): void {
  const hasTapped = performance.getEntriesByName('samsal:tap').length > 0
  if (hasTapped && performance.getEntriesByName(name).length === 0) performance.mark(name)
}
