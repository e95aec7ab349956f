/** A page in the search's index. */
export type FoundPage = { href: string; word: string; group: string; synonyms: string }

/** Typed in front, it leaves only the pages on which something new is made. */
export const NEW = '+'

/**
 * The pages that match a text: each of its words is the beginning of a word of the page's title, group or synonyms,
 * ignoring accents. Titles come before synonyms; within both the order is that of the navigation. A plus in front
 * leaves only the pages on which something new is made.
 */
export function matchPages(pages: readonly FoundPage[], text: string): FoundPage[] {
  if (text.trimStart().startsWith(NEW)) {
    const makers = pages.filter(({ href }) => href.endsWith('/new'))
    return matchPages(makers, text.trimStart().slice(NEW.length))
  }
  const asked = wordsOf(text)
  if (asked.length === 0) return [...pages]
  const rankOf = (page: FoundPage) => {
    if (isMeant(asked, wordsOf(page.word))) return 0
    return isMeant(asked, wordsOf(`${page.word} ${page.group} ${page.synonyms}`)) ? 1 : null
  }
  return [0, 1].flatMap((rank) => pages.filter((page) => rankOf(page) === rank))
}

function isMeant(asked: readonly string[], words: readonly string[]): boolean {
  return asked.every((part) => words.some((word) => word.startsWith(part)))
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter(Boolean)
}
