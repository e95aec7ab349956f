import type { SpokenLanguage } from '@/domain/languages'

/** Each language by its own name, so that nobody needs to read another to find theirs. */
export const OWN_NAMES: Readonly<Record<SpokenLanguage, string>> = {
  sv: 'Svenska',
  en: 'English',
  ar: 'العربية',
  ti: 'ትግርኛ',
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
