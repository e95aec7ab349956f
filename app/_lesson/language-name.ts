/** A language's name in the reader's language; its tag if the browser does not know it. */
export function languageName(tag: string, reader: string): string {
  if (tag === 'sv-x-easy') return languageName('sv', reader)
  try {
    return new Intl.DisplayNames([reader, 'sv'], { type: 'language' }).of(tag) ?? tag
  } catch {
    // A language tag that this browser cannot parse.
    return tag
  }
}
