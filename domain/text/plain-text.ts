/**
 * Characters that none of our texts may contain: control characters (including NUL), lone surrogates, line and
 * paragraph separators, noncharacters, and invisible characters that reorder, join or fill. U+200C and U+200D depend on
 * their neighbours; variation selectors only choose how an emoji is drawn.
 */
const FORBIDDEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cf}\p{Default_Ignorable_Code_Point}]/u

/**
 * Persian, Kurdish and Indic spelling needs joiners between letters; between letters of these scripts they only create
 * lookalikes.
 */
const IDLE_JOINER =
  /(?:^|[\s\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Ethiopic}\p{Nd}]|\u200C|\u200D)(?:\u200C|\u200D)|(?:\u200C|\u200D)(?:\s|$)/u

/** More combining marks on one letter than any language uses; they overlap the lines above and below. */
const STACKED_MARKS = /\p{M}{7}/u

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u
const LINE_BREAKS = /\r\n?/gu

/** Whether a text is one line that can be stored, logged and displayed without affecting the text around it. */
export function isPlainLine(text: string): boolean {
  if (!text.isWellFormed() || FORBIDDEN.test(text) || IDLE_JOINER.test(text) || STACKED_MARKS.test(text)) return false
  return text === '' || VISIBLE.test(text)
}

/** The same for a text of several lines, separated by `\n`; tabs are allowed. */
export function isPlainText(text: string): boolean {
  return text.split('\n').every((line) => {
    const words = line.replaceAll('\t', ' ')
    return /^ *$/u.test(words) || isPlainLine(words)
  })
}

/** Our line breaks. */
export function withOurLineBreaks(text: string): string {
  return text.replaceAll(LINE_BREAKS, '\n')
}

const SPACES = /[\p{Zs}\t]+/gu

/** Trimmed, with one ordinary space wherever there are spaces of any kind. */
export function withSingleSpaces(text: string): string {
  return text.replaceAll(SPACES, ' ').trim()
}

const UNSEEN = /(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu
const LINE_SEPARATORS = /[\p{Zl}\p{Zp}]/gu

/**
 * Typed or pasted text without the invisible characters that word processors, messengers and web pages add to copied
 * text. Other forbidden characters stay, and are rejected.
 */
export function withoutUnseen(text: string): string {
  return text.replaceAll(UNSEEN, '')
}

/** The same for every text inside a value, except passwords. */
export function withoutUnseenIn(value: unknown): unknown {
  if (typeof value === 'string') return withoutUnseen(value)
  if (Array.isArray(value)) return value.map(withoutUnseenIn)
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'password' ? inner : withoutUnseenIn(inner)]),
  )
}

/** A name stored before these rules, as one line that conforms to them; `…` when nothing is left of it. */
export function asPlainLine(text: string): string {
  const words = readable(text).replaceAll(/\s+/gu, ' ').trim().normalize('NFC')
  if (isPlainLine(words) && words !== '') return words
  const letters = words.replaceAll(/\u200C|\u200D/gu, '').replaceAll(/(\p{M}{6})\p{M}+/gu, '$1')
  return isPlainLine(letters) && letters !== '' ? letters : '…'
}

/**
 * Text extracted from a document, which nobody can be asked to retype: characters that cannot be stored are dropped.
 */
export function readable(text: string): string {
  const lines = withoutUnseen(withOurLineBreaks(text.toWellFormed())).replaceAll(LINE_SEPARATORS, '\n')
  return lines.replaceAll(/[^\P{Cc}\n\t]/gu, '').replaceAll('\uFFFD', '')
}
