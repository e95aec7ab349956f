/** A new secret has this many characters; those of tests and of earlier versions may have others. */
const MADE_LENGTH = 43
const LEAST = 20
const MOST = 100
const BEFORE = /^[^\w-]+/
const SECRET = /^[\w-]+/
/** Marks that wrap or order text, and the line breaks of a wrapped address: never part of what somebody meant. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
/** What a messenger takes for italics ends a link too, with a character that secrets may have. */
const STRESSED = new RegExp(`^([\\w-]{${MADE_LENGTH}})[_-]+$`)

/**
 * The secret in what follows the `#` of a link, without what programs and people put around it: full stops, brackets,
 * quotes, white space, direction marks, percent escapes, parameters of those who count visits. Null if there is none, or
 * only a part of one.
 */
export function linkSecretIn(fragment: string): string | null {
  const plain = unescaped(fragment).replaceAll(UNSEEN, '').replace(BEFORE, '')
  const [run = ''] = SECRET.exec(plain) ?? []
  const secret = STRESSED.exec(run)?.[1] ?? run
  return secret.length >= LEAST && secret.length <= MOST ? secret : null
}

/** Escaped once or twice: programs that rewrite links escape what was escaped already. */
function unescaped(text: string): string {
  return unescapedOnce(unescapedOnce(text))
}

/** Each run of escapes alone, for a text that is cut off within one is still read. */
function unescapedOnce(text: string): string {
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return ' '
    }
  })
}
