/**
 * A word of a name by its keys: those by which it is found, and those of words that are the same name in any spelling
 * and script. `name_words` of the database makes them (decision 0060).
 */
export type NameWord = { keys: readonly string[]; sameAs: readonly string[] }

/**
 * Whether two names may be taken for each other: the same words in any order and spelling, or the names of one are a part
 * of the other's, at least two of them. Names without any word are the same when they are equal.
 */
export function areNamesakes(one: Named, other: Named): boolean {
  const [fewer, more] = one.words.length <= other.words.length ? [one, other] : [other, one]
  if (fewer.words.length === 0) return one.name === other.name
  if (fewer.words.length < Math.min(2, more.words.length)) return false
  const rest = [...more.words]
  return fewer.words.every((word) => {
    const at = rest.findIndex((candidate) => isSameWord(word, candidate))
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
}

/** For each of these names, whether another of them may be taken for it. */
export function haveNamesakes(all: readonly Named[]): boolean[] {
  return all.map((one, at) => all.some((other, its) => its !== at && areNamesakes(one, other)))
}

export type Named = { name: string; words: readonly NameWord[] }

function isSameWord(one: NameWord, other: NameWord): boolean {
  return one.sameAs.some((key) => other.keys.includes(key))
}
