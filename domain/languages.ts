/** Languages that people speak and groups are taught in, as BCP 47 tags; more than the user interface has. */
export const SPOKEN_LANGUAGES = [
  'sv',
  'sv-x-easy',
  'en',
  'ar',
  'ti',
  'so',
  'fa-AF',
  'fa',
  'ps',
  'ckb',
  'kmr',
  'am',
  'uk',
  'ru',
  'th',
  'es',
  'fr',
  'tr',
  'sw',
  'om',
] as const
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number]

/**
 * Languages of the user interface for participants and everyone with them in a lesson. To add a language, add it here
 * and as a folder of `locales/participant`; nothing else names it.
 */
export const UI_LANGUAGES = ['sv', 'en', 'ar', 'ti'] as const satisfies readonly SpokenLanguage[]
export type UiLanguage = (typeof UI_LANGUAGES)[number]

/** Languages of the office's pages. */
const OFFICE_LANGUAGES = ['sv', 'en'] as const satisfies readonly UiLanguage[]

/** The audiences of texts, with the languages that they are written in. Decision 0046. */
export const LANGUAGES_OF = { participant: UI_LANGUAGES, office: OFFICE_LANGUAGES } as const
export type TextSet = keyof typeof LANGUAGES_OF

/** The language in which every text of every set is written first; the fallback for the others. */
export const REFERENCE_LANGUAGE = 'sv' satisfies UiLanguage

/** The given language if the set has it, otherwise null. */
export function languageIn(set: TextSet, language: string | undefined): UiLanguage | null {
  return LANGUAGES_OF[set].find((known) => known === language) ?? null
}

/**
 * The language of a set for a browser: the first chosen language that the set has, otherwise the browser's preferred
 * one (an `accept-language` header), otherwise the reference language.
 */
export function chooseLanguage(
  set: TextSet,
  { chosen, acceptLanguage }: { chosen: readonly (string | undefined)[]; acceptLanguage: string },
): UiLanguage {
  const wanted = [...chosen, ...wantedTags(acceptLanguage)]
  return wanted.flatMap((tag) => languageIn(set, tag) ?? [])[0] ?? REFERENCE_LANGUAGE
}

/** The languages of a header, most preferred first, each followed by itself without its region: `fa-AF`, `fa`. */
function wantedTags(acceptLanguage: string): string[] {
  return acceptLanguage
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .flatMap(({ tag }) => {
      const [language = '', ...rest] = tag.split('-')
      const whole = [language.toLowerCase(), ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part))]
      return [whole.join('-'), language.toLowerCase()]
    })
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'fa-AF', 'ps', 'ckb'])

/** Writing direction of a language tag. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
}

/** The product's language for somebody who speaks `language`: easy Swedish and missing languages get Swedish. */
export function uiLanguageFor(language: string): UiLanguage {
  return languageIn('participant', language) ?? REFERENCE_LANGUAGE
}
