/** Letters that Unicode normalisation does not decompose, as they are written with only a to z. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ŋ: 'n', ħ: 'h', ŧ: 't', ə: 'e' },
}

/** Signs that some write and others leave out: accents, harakat and tatweel, points, marks of scripts that stack them. */
const LEFT_OUT = new RegExp(
  '[\\u0300-\\u036F\\u0483-\\u0489\\u0591-\\u05BD\\u05BF-\\u05C7\\u0610-\\u061A\\u0621\\u0640\\u064B-\\u065F\\u0670' +
    '\\u06D6-\\u06DC\\u06DF-\\u06E8\\u06EA-\\u06ED\\u08D3-\\u08E1\\u08E3-\\u08FF\\u1DC0-\\u1DFF\\u20D0-\\u20FF\\uFE20-\\uFE2F]',
  'g',
)
/** Invisible characters, and apostrophes: `O’Hara` is found as `ohara`. */
const UNHEARD = new RegExp(
  "[\\uFE00-\\uFE0F'`\\u00AD\\u00B4\\u02B9-\\u02BF\\u061C\\u180E\\u200B-\\u200F\\u2018-\\u201B\\u202A-\\u202E\\u2060-\\u206F\\u2032\\uFEFF]",
  'g',
)
/** What stands between the words of a name. */
const BETWEEN = new RegExp(
  '[\\u0000-\\u0022\\u0027-\\u002A\\u002C-\\u002F\\u003A-\\u0040\\u005B-\\u0060\\u007B-\\u00A9\\u00AB-\\u00B1\\u00B6-\\u00B8\\u00BB\\u00BF\\u05BE\\u060C\\u061B\\u061F' +
    '\\u06D4\\u1361-\\u1368\\u1680\\u2000-\\u206F\\u3000-\\u3003\\u30FB]+',
  'g',
)
/** Letters that are written for one another, each with the one that stands for it here. */
const SAME: readonly (readonly [written: string, read: string])[] = [
  ['یىېۍےکڪةہۃھەٱς', 'يييييككهههههاσ'],
  ['øđðłıŋħŧə', 'oddlinhte'],
  ['ሠሡሢሣሤሥሦሧፀፁፂፃፄፅፆፇኀኁኂኃኄኅኆኇ', 'ሰሱሲሳሴስሶሷጸጹጺጻጼጽጾጿሐሑሒሓሔሕሖሗ'],
]
const SAME_AS = new Map(
  SAME.flatMap(([written, read]) => [...written].map((letter, at) => [letter, [...read][at] ?? ''] as const)),
)
const IN_TWO: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' }

/**
 * A name as it is compared: small letters without accents and vowel signs, one form of each letter, one space between
 * words. It is not for showing. The database has the same rule as `folded_name`, by which lists and name keys are made; a test
 * compares the two. They can differ in letters that only one of them knows yet.
 */
export function foldedNameOf(text: string): string {
  const letters = text
    .replaceAll(UNHEARD, '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(LEFT_OUT, '')
    .replaceAll(BETWEEN, ' ')
    .trim()
  return [...letters].map((letter) => SAME_AS.get(letter) ?? IN_TWO[letter] ?? letter).join('')
}

/** The words of a name as they are compared; none for a text without letters and digits. */
export function nameWordsOf(text: string): string[] {
  return foldedNameOf(text).split(' ').filter(Boolean)
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
