import type { SpokenLanguage, UiLanguage } from '@/domain/languages'

/** Each language in its own words, so that nobody needs to read another to find hers. */
export const OWN_NAMES: Record<UiLanguage, string> = { sv: 'Svenska', en: 'English', ar: 'العربية', ti: 'ትግርኛ' }

/** The same for every language that people speak here. */
export const SPOKEN_OWN_NAMES: Record<SpokenLanguage, string> = {
  ...OWN_NAMES,
  'sv-x-easy': 'Lätt svenska',
  so: 'Soomaali',
  'fa-AF': 'دری',
  fa: 'فارسی',
  ps: 'پښتو',
  ckb: 'کوردیی ناوەندی',
  kmr: 'Kurmancî',
  am: 'አማርኛ',
  uk: 'Українська',
  ru: 'Русский',
  th: 'ไทย',
  es: 'Español',
  fr: 'Français',
  tr: 'Türkçe',
  sw: 'Kiswahili',
  om: 'Afaan Oromoo',
}
