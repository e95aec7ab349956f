import { consonantsOf, foldedLettersOf } from './fold-name'

/** Shorter parts of a name occur in too many words by chance; for them only a whole word counts. */
const SHORTEST_PART = 3
const SHORTEST_SKELETON = 3

/**
 * Whether an alias reveals a legal name: it contains a part of the given or family name, or the name contains one of
 * its words, in any order, case, accents, dots, interspersed digits or script.
 */
export function isNameInAlias(alias: string, names: readonly string[]): boolean {
  const words = wordsOf(alias)
  const parts = names.flatMap(wordsOf)
  return (
    parts.some((part) => isPartIn(part, words)) ||
    words.some((word) => word.length >= SHORTEST_PART && parts.some((part) => part.includes(word))) ||
    isInOtherScript(alias, names)
  )
}

function isPartIn(part: string, words: readonly string[]): boolean {
  if (part.length < SHORTEST_PART) return words.includes(part)
  return words.join('').includes(part)
}

/** Some scripts do not write vowels, so names in two scripts are compared by their consonants. */
function isInOtherScript(alias: string, names: readonly string[]): boolean {
  if ([alias, ...names].every((text) => !NOT_LATIN.test(text))) return false
  const skeletons = names.flatMap(skeletonsOf)
  const words = skeletonsOf(alias)
  return skeletons.some(
    (skeleton) =>
      words.includes(skeleton) || (skeleton.length >= SHORTEST_SKELETON && words.join('').includes(skeleton)),
  )
}

function skeletonsOf(text: string): string[] {
  return text
    .split(BETWEEN_WORDS)
    .map(consonantsOf)
    .filter((skeleton) => skeleton !== '')
}

const BETWEEN_WORDS = /[^\p{L}\p{M}]+/u
const NOT_LATIN = /(?!\p{Script=Latin})\p{L}/u

function wordsOf(text: string): string[] {
  return text
    .split(BETWEEN_WORDS)
    .map(foldedLettersOf)
    .filter((word) => word !== '')
}
