/** A language's name in the reader's language; its tag where the browser knows none. */
export function languageName(tag: string, reader: string): string {
  if (tag === 'sv-x-easy') return languageName('sv', reader)
  try {
    return new Intl.DisplayNames([reader, 'sv'], { type: 'language' }).of(tag) ?? tag
  } catch {
    // No language tag that this browser can read.
    return tag
  }
}
