const DIGIT = /\p{Nd}/u
/** Decimal digits of other scripts; each script has its ten in order, without a gap. */
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu
/** Everything that looks like a hyphen: dashes of every width, minus signs, bullets. */
const DASHES = /[\p{Pd}\u02D7\u2043\u207B\u208B\u2212\u2500\u2796]/gu
const PLUS_SIGNS = /[\u207A\u208A\u2795\uFB29\uFE62\uFF0B]/gu
const COLONS = /[\u02D0\u2236\uA789\uFE13\uFE55\uFF1A]/gu
/** White space, format characters and other marks that come along with copied text. */
const BETWEEN = /[\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

/**
 * A typed or pasted number, time, date or code as a keyboard writes it: digits of every script as 0 to 9, every dash as a
 * hyphen, without white space and invisible marks. Whatever else is in it stays, for the field to refuse.
 */
export function plainNumber(text: string): string {
  return text
    .replaceAll(BETWEEN, '')
    .replaceAll(OTHER_DIGITS, asciiDigit)
    .replaceAll(DASHES, '-')
    .replaceAll(PLUS_SIGNS, '+')
    .replaceAll(COLONS, ':')
}

/** Only the digits of such a text. */
export function plainDigits(text: string): string {
  return plainNumber(text).replaceAll(/\D/g, '')
}

/** Digits stand in runs of ten from zero on, and some runs follow each other directly. */
function asciiDigit(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0
  let before = 0
  while (DIGIT.test(String.fromCodePoint(codePoint - before - 1))) before += 1
  return String(before % 10)
}
