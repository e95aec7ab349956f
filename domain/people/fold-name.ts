/** Letters that Unicode normalisation does not decompose, as they are written with only a to z. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ŋ: 'n', ħ: 'h', ŧ: 't', ə: 'e' },
}

/** Letters of other scripts by the consonant that they sound like; the rest are vowels, or almost silent. */
const CONSONANTS: readonly (readonly [letters: string, heard: string])[] = [
  ['бبپ', 'b'],
  ['фفφ', 'f'],
  ['пπ', 'p'],
  ['гґγگڭغ', 'g'],
  ['дδدډضڈ', 'd'],
  ['тτθتطټٹة', 't'],
  ['жзζزذظژ', 'z'],
  ['кκχхкكکقخқ', 'k'],
  ['лλل', 'l'],
  ['мμم', 'm'],
  ['нνنں', 'n'],
  ['рρرړڑ', 'r'],
  ['сσςسصثشшщцچчښ', 's'],
  ['ξ', 'ks'],
  ['ψ', 'ps'],
]
const HEARD = new Map(CONSONANTS.flatMap(([letters, heard]) => [...letters].map((letter) => [letter, heard] as const)))

/** Rows of eight in the Ethiopic block, from U+1200, by the consonant of the row; '' for a vowel. */
const ETHIOPIC_START = 0x12_00
const ETHIOPIC_ROW = 8
const ETHIOPIC = [
  ...['', 'l', '', 'm', 's', 'r', 's', 's', 'k', 'k', 'k', 'k', 'b', '', 't', 's', '', '', 'n', 'n', '', 'k', 'k', 'k'],
  ...['k', '', '', 'z', 'z', '', 'd', 'd', '', 'g', 'g', 'g', 't', 's', 'p', 's', 's', 'f', 'p'],
]

/** Latin letters that sound alike, folded into one. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/sch|sh|ch|tj|sj|ts|c(?=[eiy])/g, 's'],
  [/kh|[qc]/g, 'k'],
  [/gh/g, 'g'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/x/g, 'ks'],
]
const HARDLY_HEARD = /[aeiouyåäöhjvw]/g

/** A word in lower case without accents and diacritics; letters of other scripts are unchanged. */
export function foldedLettersOf(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^\p{L}]/gu, '')
  return [...plain].map((letter) => LATIN[letter] ?? letter).join('')
}

/** The consonants of a text as they sound, in any script; doubled ones once. */
export function consonantsOf(text: string): string {
  const heard = [...foldedLettersOf(text)].map(heardAs).join('')
  const alike = ALIKE.reduce((written, [letters, one]) => written.replaceAll(letters, one), heard)
  return alike.replaceAll(HARDLY_HEARD, '').replaceAll(/(.)\1+/g, '$1')
}

function heardAs(letter: string): string {
  const known = HEARD.get(letter)
  if (known !== undefined) return known
  const row = Math.floor(((letter.codePointAt(0) ?? 0) - ETHIOPIC_START) / ETHIOPIC_ROW)
  if (row >= 0 && row < ETHIOPIC.length) return ETHIOPIC[row] ?? ''
  return /\p{Script=Latin}/u.test(letter) ? letter : ''
}
