import type { UiLanguage } from '@/domain/languages'

/** Each language in its own words, so that nobody needs to read another to find hers. */
export const OWN_NAMES: Record<UiLanguage, string> = { sv: 'Svenska', en: 'English', ar: 'العربية', ti: 'ትግርኛ' }
