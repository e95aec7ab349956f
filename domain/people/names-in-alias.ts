import { consonantsOf, foldedLettersOf } from './fold-name'

/** Shorter parts of a name are in too many words by chance; of them only the whole word counts. */
const SHORTEST_PART = 3
const SHORTEST_SKELETON = 3

/**
 * Whether an alias gives away a legal name: a part of given or family name stands in it, or a word of it stands in the
 * name, in any order, however it is spelled as to case, accents, dots, digits between, or script.
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

/** Vowels are written in some scripts only, so that names of two scripts are compared by their consonants. */
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
