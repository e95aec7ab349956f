/** Languages that people speak and groups are taught in, as BCP 47 tags; more than the product itself speaks. */
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
 * Languages that the product itself speaks to participants and to everyone who is with them in a lesson. A language is
 * added here and as a folder of `locales/participant`; nothing else names it.
 */
export const UI_LANGUAGES = ['sv', 'en', 'ar', 'ti'] as const satisfies readonly SpokenLanguage[]
export type UiLanguage = (typeof UI_LANGUAGES)[number]

/** Languages of the office's pages. */
const OFFICE_LANGUAGES = ['sv', 'en'] as const satisfies readonly UiLanguage[]

/** Whom texts are written for, with the languages in which they are. Decision 0046. */
export const LANGUAGES_OF = { participant: UI_LANGUAGES, office: OFFICE_LANGUAGES } as const
export type TextSet = keyof typeof LANGUAGES_OF

/** The language of every set in which every text is written first; it stands in for what another lacks. */
export const REFERENCE_LANGUAGE = 'sv' satisfies UiLanguage

/** The given language if texts of the set are written in it, else null. */
export function languageIn(set: TextSet, language: string | undefined): UiLanguage | null {
  return LANGUAGES_OF[set].find((known) => known === language) ?? null
}

/**
 * The language of a set for a browser: the first that was chosen and is in the set, else what the browser asks for most
 * (an `accept-language` header), else the language of reference.
 */
export function chooseLanguage(
  set: TextSet,
  { chosen, acceptLanguage }: { chosen: readonly (string | undefined)[]; acceptLanguage: string },
): UiLanguage {
  const wanted = [...chosen, ...wantedTags(acceptLanguage)]
  return wanted.flatMap((tag) => languageIn(set, tag) ?? [])[0] ?? REFERENCE_LANGUAGE
}

/** The languages of a header, the most wanted first; each is followed by itself without its region: `fa-AF`, `fa`. */
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

/** The language the product answers in to somebody who speaks `language`: easy Swedish gets Swedish, others that are missing too. */
export function uiLanguageFor(language: string): UiLanguage {
  return languageIn('participant', language) ?? REFERENCE_LANGUAGE
}
