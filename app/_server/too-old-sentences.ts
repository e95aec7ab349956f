import 'server-only'
import type { TooOldSentence } from '@/app/_components/too-old-notice'
import { directionOf, LANGUAGES_OF } from '@/domain/languages'

import { getLanguage, getTextSet, getTranslation } from './i18n'

/** The sentence for browsers that are too old, in every language of the page's audience, the person's own first. */
export async function listTooOldSentences(): Promise<TooOldSentence[]> {
  const languages = new Set([await getLanguage(), ...LANGUAGES_OF[await getTextSet()]])
  return await Promise.all(
    [...languages].map(async (language) => {
      const { t } = await getTranslation(language)
      const [title, text] = [t('common:tooOld.title'), t('common:tooOld.text')]
      return { language, direction: directionOf(language), title, text }
    }),
  )
}
