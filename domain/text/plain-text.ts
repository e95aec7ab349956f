/**
 * Characters that no text of ours holds: control characters (NUL among them), halves of surrogate pairs, line and
 * paragraph separators, noncharacters, and everything invisible that reorders, joins or fills. U+200C and U+200D are
 * judged by what they stand between, variation selectors only choose how an emoji is drawn.
 */
const FORBIDDEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cf}\p{Default_Ignorable_Code_Point}]/u

/** Persian, Kurdish and Indic spelling needs joiners between letters; between these they only make lookalikes. */
const IDLE_JOINER =
  /(?:^|[\s\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Ethiopic}\p{Nd}]|\u200C|\u200D)(?:\u200C|\u200D)|(?:\u200C|\u200D)(?:\s|$)/u

/** More marks on one letter than any language writes; they run over the lines above and below. */
const STACKED_MARKS = /\p{M}{7}/u

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u
const LINE_BREAKS = /\r\n?/gu

/** Whether a text is one line that can be stored, written to a log and shown without changing what stands around it. */
export function isPlainLine(text: string): boolean {
  if (!text.isWellFormed() || FORBIDDEN.test(text) || IDLE_JOINER.test(text) || STACKED_MARKS.test(text)) return false
  return text === '' || VISIBLE.test(text)
}

/** The same for a text of several lines, apart by `\n`; tabs may stand in it. */
export function isPlainText(text: string): boolean {
  return text.split('\n').every((line) => {
    const words = line.replaceAll('\t', ' ')
    return /^ *$/u.test(words) || isPlainLine(words)
  })
}

/** Line breaks as we keep them. */
export function withOurLineBreaks(text: string): string {
  return text.replaceAll(LINE_BREAKS, '\n')
}

const UNSEEN = /(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu
const LINE_SEPARATORS = /[\p{Zl}\p{Zp}]/gu

/**
 * A text that a person typed or pasted, without the invisible marks that word processors, messengers and web pages
 * leave in what is copied from them. What else is forbidden stays, and is refused.
 */
export function withoutUnseen(text: string): string {
  return text.replaceAll(UNSEEN, '')
}

/** Every text inside a value as somebody typed it, without those marks; a password stays as it is. */
export function withoutUnseenIn(value: unknown): unknown {
  if (typeof value === 'string') return withoutUnseen(value)
  if (Array.isArray(value)) return value.map(withoutUnseenIn)
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'password' ? inner : withoutUnseenIn(inner)]),
  )
}

/** A name that was written down before these rules, as one line that keeps them; `…` when nothing of it is left. */
export function asPlainLine(text: string): string {
  const words = readable(text).replaceAll(/\s+/gu, ' ').trim().normalize('NFC')
  if (isPlainLine(words) && words !== '') return words
  const letters = words.replaceAll(/\u200C|\u200D/gu, '').replaceAll(/(\p{M}{6})\p{M}+/gu, '$1')
  return isPlainLine(letters) && letters !== '' ? letters : '…'
}

/** A text that was read out of a document, of which nobody can be asked to type it again: what cannot be kept is left out. */
export function readable(text: string): string {
  const lines = withoutUnseen(withOurLineBreaks(text.toWellFormed())).replaceAll(LINE_SEPARATORS, '\n')
  return lines.replaceAll(/[^\P{Cc}\n\t]/gu, '').replaceAll('\uFFFD', '')
}
