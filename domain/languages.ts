/** Languages that the product itself speaks. */
export const UI_LANGUAGES = ['sv', 'en', 'ar', 'ti'] as const
export type UiLanguage = (typeof UI_LANGUAGES)[number]

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

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'fa-AF', 'ps', 'ckb'])

/** Writing direction of a language tag. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
}

/** The language the product answers in to somebody who speaks `language`: easy Swedish gets Swedish, others that are missing too. */
export function uiLanguageFor(language: string): UiLanguage {
  return UI_LANGUAGES.find((ui) => ui === language) ?? 'sv'
}
