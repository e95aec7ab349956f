/** The steps of a join as user-timing marks, so that any page shows where its time goes. */
type Step = 'samsal:welcome' | 'samsal:media-up' | 'samsal:first-voice' | 'samsal:first-frame'

/** A new join begins; the marks of an earlier one on this page are cleared. */
export function markTap(): void {
  const old = performance.getEntriesByType('mark').filter((mark) => mark.name.startsWith('samsal:'))
  for (const { name } of old) performance.clearMarks(name)
  performance.mark('samsal:tap')
}

/** Sets a mark the first time that a step is reached after the tap. */
export function markOnce(name: Step): void {
  const hasTapped = performance.getEntriesByName('samsal:tap').length > 0
  if (hasTapped && performance.getEntriesByName(name).length === 0) performance.mark(name)
}
